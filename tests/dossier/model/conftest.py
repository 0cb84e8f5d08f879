"""A stand-in for the server of a language model, on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@pytest.fixture
def serve():
    """Start a stand-in and return its address and the list of requests that it got.

    It answers with what it is given; a function is asked for the answer, or the status and the
    answer, on each request's body. What is no text is sent as JSON.
    """
    servers = []

    def start(answer, finished="stop", headers=None):
        seen = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                seen.append((self.path, dict(self.headers), body))
                told = answer(body) if callable(answer) else answer
                status, told = told if isinstance(told, tuple) else (200, told)
                content = told if isinstance(told, str) else json.dumps(told)
                choice = {"message": {"content": content}, "finish_reason": finished}
                data = json.dumps({"choices": [choice]}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
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
