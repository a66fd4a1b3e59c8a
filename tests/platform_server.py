"""What our platforms have in common: a real HTTP server on 127.0.0.1 and the people behind it."""

import asyncio
import json
import threading
import time
from contextvars import ContextVar

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

# The request that is being answered.
CALLER = ContextVar("CALLER")


class RefusedRequest(Exception):
    """An error that the platform answers with."""

    def __init__(self, code, description, **more):
        super().__init__(description)
        self.code = code
        self.more = more


class PlatformServer:
    """A Bot API at /bot<TOKEN>/<method>: each method is one of `_<method>(parameters)`.

    Attributes:
        sent: Messages as they were sent, in order: (chat, message).
        calls: (method, parameters) of all calls, in order.
        results: (method, result) of all calls that succeeded, in order.
        rules: Functions of (method, parameters) that may raise or return "hang", "cut",
            "garble" or "drop".
    """

    token = ""

    def __init__(self):
        self.sent, self.calls, self.results, self.rules = [], [], [], []
        self.url = ""
        self._changed = threading.Condition()
        self._server = self._thread = None

    def routes(self):
        """What the platform serves beside its methods."""
        return []

    def start(self):
        """Listen on a free port, or again on that of before."""
        calls = Route("/bot{token}/{method}", self._call, methods=["POST", "GET"])
        app = Starlette(routes=[calls, *self.routes()])
        port = int(self.url.rpartition(":")[2] or 0)
        config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    def stop(self):
        """Close all connections."""
        self._server.force_exit = True
        self._server.should_exit = True
        self._thread.join(5)

    def wait(self, condition, seconds=60.0):
        """Wait until a condition of this server holds."""
        with self._changed:
            assert self._changed.wait_for(condition, seconds), "the bot did not do it in time"

    def wait_sent(self, count, seconds=60.0):
        """The messages sent, once there are `count`."""
        self.wait(lambda: len(self.sent) >= count, seconds)
        return [message for _, message in self.sent]

    def forget(self):
        """Drop what is remembered of calls and results, not what was sent."""
        with self._changed:
            self.calls.clear()
            self.results.clear()

    async def _call(self, request):
        method = request.path_params["method"]
        CALLER.set(request)
        try:
            parameters = await self._parameters(request)
            if request.path_params["token"] != self.token:
                raise RefusedRequest(401, "Unauthorized")
            with self._changed:
                self.calls.append((method, parameters))
            fate = None
            for rule in list(self.rules):
                fate = rule(method, parameters) or fate
            handler = getattr(self, f"_{method}", None)
            if handler is None:
                raise RefusedRequest(404, "Not Found")
            if fate == "drop":
                await asyncio.sleep(30)
            result = handler(parameters)
            if asyncio.iscoroutine(result):
                result = await result
            with self._changed:
                self.results.append((method, json.loads(json.dumps(result))))
            if fate == "hang":  # Delivered, but the answer never comes.
                await asyncio.sleep(30)
            if fate == "cut":  # Delivered, but the connection breaks in the answer.
                return Response(b"{", headers={"content-length": "99"})
            if fate == "garble":  # Delivered, but the answer is something else.
                return Response("<html>", media_type="text/html")
        except RefusedRequest as error:
            return self._refusal(error)
        finally:
            with self._changed:
                self._changed.notify_all()
        answer = {"ok": True} if result is None else {"ok": True, "result": result}
        # Escaped, as halves of characters can only be sent that way.
        return Response(json.dumps(answer), media_type="application/json")

    async def _parameters(self, request):
        raise NotImplementedError

    @staticmethod
    def _refusal(error):
        body = {"ok": False, "error_code": error.code, "description": str(error), **error.more}
        return JSONResponse(body, status_code=error.code)
