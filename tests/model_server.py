"""A language model behind a real HTTP server on 127.0.0.1, and the ways it misbehaves."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ModelServer(ThreadingHTTPServer):
    """An OpenAI-compatible server that behaves as `act` says.

    Attributes:
        act: Called with the handler and the request's body.
        asked: Bodies of all requests, in order; and their headers.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"
        self.act = says({"answers": [], "words": ""})
        self.asked, self.headers = [], []
        self.stopped = threading.Event()

    def handle_error(self, request, client_address):
        """A caller that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def do_POST(self):
        """Take the request down and act."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.headers.append(self.headers)
        assert self.path == "/v1/chat/completions"
        self.server.act(self, body)

    def answer(self, status, data):
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Nothing."""


def writes(content):
    """The model writes this."""
    data = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})
    return lambda handler, _: handler.answer(200, data.encode())


def says(found):
    """The model writes this as JSON."""
    return writes(json.dumps(found))


def sends(status, data=b""):
    """The server sends this."""
    return lambda handler, _: handler.answer(status, data)


def drip(handler, head):
    """A byte from time to time, each of them soon enough."""
    handler.wfile.write(head)
    while not handler.server.stopped.wait(0.02):
        handler.wfile.write(b"x")
