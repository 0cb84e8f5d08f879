"""The optional language model, against a stand-in server on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from megara.dossier.intake import take_in
from megara.dossier.model_reader import read_with_model, verified
from megara.dossier.schema import verify
from megara.errors import MegaraError, UsageError

TEXT = "Plan\n\nHungary opposes the ban. The Kremlin declined to comment.\n"
GOOD = {
    "party": "HUN",
    "on": "the ban",
    "stance": "opposed",
    "evidence": ["Hungary opposes the ban."],
}


@pytest.fixture
def serve():
    """Start a stand-in that answers with what it is given; return its address and requests."""
    servers = []

    def start(answer, status=200):
        seen = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append((self.path, dict(self.headers), json.loads(body)))
                content = answer if isinstance(answer, str) else json.dumps(answer)
                data = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/v1", seen

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_only_what_is_verbatim_is_kept(serve, monkeypatch):
    monkeypatch.setenv("MEGARA_LLM_KEY", "secret")
    made_up = {**GOOD, "evidence": ["Hungary loves the ban."]}
    misplaced = {
        **GOOD,
        "party": "POL",
        "evidence": [{"document": "d7", "start": 99, "end": 3, "text": "Hungary opposes the ban."}],
    }
    wrong = {**GOOD, "stance": "furious"}
    address, seen = serve({"positions": [GOOD, made_up, misplaced, wrong, "x"], "claims": "none"})
    dossier, dropped = read_with_model(take_in(TEXT, 1), address, "tiny")
    assert [p.party for p in dossier.positions] == ["HUN", "POL"]
    assert dropped == 3
    assert verify(dossier) == []
    path, headers, body = seen[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert body["temperature"] == 0
    assert TEXT in body["messages"][1]["content"]


def test_no_evidence_no_item():
    for evidence in ([], None, "Hungary", [""], [7]):
        dossier, dropped = verified(
            {"positions": [{**GOOD, "evidence": evidence}]}, take_in(TEXT, 1)
        )
        assert (dossier.positions, dropped) == ([], 1)


@pytest.mark.parametrize("answer", [[], "text", None, 5, {"positions": {"a": 1}}])
def test_an_answer_of_another_shape_is_empty(answer):
    dossier, dropped = verified(answer, take_in(TEXT, 1))
    assert (dossier.positions, dropped) == ([], 0)


def test_what_is_no_json_is_one_line(serve):
    address, _ = serve("certainly! here is the dossier")
    with pytest.raises(MegaraError, match="gave no JSON answer"):
        read_with_model(take_in(TEXT, 1), address, "tiny")


def test_a_server_that_fails_or_is_missing(serve):
    address, _ = serve({}, status=500)
    with pytest.raises(MegaraError, match="500"):
        read_with_model(take_in(TEXT, 1), address, "tiny")
    with pytest.raises(MegaraError):
        read_with_model(take_in(TEXT, 1), "http://127.0.0.1:9/v1", "tiny", timeout=2)


def test_only_http():
    with pytest.raises(UsageError, match="http or https"):
        read_with_model(take_in(TEXT, 1), "file:///etc", "tiny")
