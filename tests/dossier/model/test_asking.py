"""Asking a language model, against a stand-in server."""

import json
import socket
import threading

import pytest

from megara.dossier.intake import take_in
from megara.dossier.model import Address
from megara.dossier.model.answer import LISTS
from megara.dossier.model.asking import orders
from megara.errors import MegaraError, UsageError

STORY = take_in("Plan\n\nHungary opposes the ban. The Kremlin declined to comment.\n", 1,
                None, "2024-05-03")  # fmt: skip


def test_the_orders_the_day_and_the_text_are_sent_with_the_key(serve, monkeypatch):
    monkeypatch.setenv("MEGARA_LLM_KEY", "secret")
    address, seen = serve({"positions": []})
    assert Address(address, "tiny").ask(STORY, LISTS) == {"positions": []}
    path, headers, body = seen[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["temperature"]) == ("tiny", 0)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    assert body["messages"][0]["content"] == orders()
    assert "2024-05-03" in body["messages"][1]["content"]
    assert STORY.text in body["messages"][1]["content"]


def test_without_a_key_none_is_sent(serve, monkeypatch):
    monkeypatch.delenv("MEGARA_LLM_KEY", raising=False)
    address, seen = serve({"claims": []})
    Address(address).ask(STORY, LISTS)
    assert "Authorization" not in seen[0][1]


def test_every_list_of_the_dossier_that_a_model_fills_is_in_the_orders():
    object_ = orders().split("\n\n{")[1].split("}\n\n")[0]
    lists = json.loads("{" + object_ + "}")
    assert set(lists) == {*LISTS, "corrected_names"}


def test_a_server_that_knows_no_options_is_asked_without_them(serve):
    def picky(body):
        return (400, "unknown field") if "response_format" in body else {"claims": []}

    address, seen = serve(picky)
    assert Address(address).ask(STORY, LISTS) == {"claims": []}
    assert set(seen[1][2]) == {"model", "messages"}


@pytest.mark.parametrize("content", [
    'Here it is:\n```json\n{"claims": []}\n```\nAnything else?',
    '<think>A set {of} thoughts.</think>\n{"claims": []}',
    'Draft {"claims": [1]} hm</think>{"claims": []}',
    'As in {"party": "USA"}: {"dossier": {"claims": []}}',
])  # fmt: skip
def test_an_answer_in_a_fence_or_after_thoughts_is_read(serve, content):
    address, _ = serve(content)
    assert Address(address).ask(STORY, LISTS) == {"claims": []}


@pytest.mark.parametrize("content", [
    "certainly! here is the dossier", "", "{'claims': []}", "[]", '{"error": "busy"}', "{" * 5000,
    "<think>" * 5000,
])  # fmt: skip
def test_what_is_no_json_is_one_line(serve, content):
    address, _ = serve(content)
    with pytest.raises(MegaraError, match="gave no JSON answer") as raised:
        Address(address).ask(STORY, LISTS)
    assert "\n" not in str(raised.value)


def test_an_answer_that_was_cut_off_says_so(serve):
    address, _ = serve('{"claims": [{"content": "it', finished="length")
    with pytest.raises(MegaraError, match="cut off"):
        Address(address).ask(STORY, LISTS)


@pytest.mark.parametrize("status", [400, 401, 429, 500])
def test_a_server_that_fails_says_how(serve, status):
    address, _ = serve(lambda body: (status, "no"))
    with pytest.raises(MegaraError, match=str(status)):
        Address(address).ask(STORY, LISTS)


def test_a_server_that_is_not_there():
    with pytest.raises(MegaraError, match="gave no JSON answer"):
        Address("http://127.0.0.1:9/v1", patience=2).ask(STORY, LISTS)


@pytest.mark.parametrize("address", ["file:///etc", "localhost:8000", "http://", "http://[", "",
                                     "http://localhost:80a/v1", "http://a b/v1"])  # fmt: skip
def test_only_http(address):
    with pytest.raises(UsageError, match="http or https"):
        Address(address)


@pytest.mark.parametrize("address", ["http://me:hunter2@host/v1", "http://host/v1?key=hunter2"])
def test_no_secret_in_the_address(address):
    with pytest.raises(UsageError, match="no password") as raised:
        Address(address)
    assert "hunter2" not in str(raised.value)


def test_a_key_that_cannot_be_sent_is_not_shown(serve, monkeypatch):
    address, seen = serve({"claims": []})
    monkeypatch.setenv("MEGARA_LLM_KEY", "sk-hunter2\r\n")
    Address(address).ask(STORY, LISTS)
    assert seen[0][1]["Authorization"] == "Bearer sk-hunter2"
    monkeypatch.setenv("MEGARA_LLM_KEY", "sk-\nhunter2")
    with pytest.raises(UsageError, match="MEGARA_LLM_KEY") as raised:
        Address(address).ask(STORY, LISTS)
    assert "hunter2" not in str(raised.value)


def test_no_redirection_is_followed(serve, monkeypatch):
    monkeypatch.setenv("MEGARA_LLM_KEY", "secret")
    other, seen = serve({"claims": []})
    address, _ = serve(lambda body: (302, "go"), headers={"Location": other})
    with pytest.raises(MegaraError, match="302"):
        Address(address).ask(STORY, LISTS)
    assert seen == []


def test_half_a_pair_is_no_text(serve):
    address, _ = serve('{"claims": [{"content": "\\ud800"}]}')
    assert Address(address).ask(STORY, LISTS) == {"claims": [{"content": "?"}]}


@pytest.mark.parametrize(
    "sent", [b"no http at all", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"]
)
def test_what_is_no_http_or_breaks_off_is_one_line(sent):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            there, _ = server.accept()
            with there:
                there.recv(65536)
                there.sendall(sent)

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(MegaraError, match="gave no JSON answer"):
            Address(f"http://127.0.0.1:{server.getsockname()[1]}/v1").ask(STORY, LISTS)
