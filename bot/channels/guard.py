"""Connections to the HTTP server: who is slow or silent is dropped, and whoever is new gets in."""

import asyncio
from typing import Protocol

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds from the beginning of a connection, or from the answer before, to a whole request; and
# from there until the answer is taken. Platforms send a few thousand bytes at once.
PATIENCE, SLOWEST_ANSWER = 10.0, 30.0
# What applications know `be_patient` by, among the extensions of a request.
PATIENT = "guidance.patient"
# Connections that owe a request, and that are owed an answer, at a time.
MOST_OWING, MOST_BUSY = 150, 300


class Droppable(Protocol):
    """A connection that can be ended at once."""

    def drop(self) -> None:
        """End it without an answer."""


class Crowd:
    """The connections that owe a request; where there are too many, one gives way.

    That is the oldest of the address that has the most: nobody can keep others out.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_address: dict[str, dict[Droppable, None]] = {}
        self._count = 0

    def add(self, address: str, connection: Droppable) -> None:
        """Take in a connection that owes a request, as the newest of its address."""
        self.discard(address, connection)
        self._by_address.setdefault(address, {})[connection] = None
        self._count += 1
        while self._count > self._most:
            largest = max(self._by_address, key=lambda each: len(self._by_address[each]))
            oldest = next(iter(self._by_address[largest]))
            self.discard(largest, oldest)
            oldest.drop()

    def discard(self, address: str, connection: Droppable) -> None:
        """Forget a connection that owes nothing any more."""
        held = self._by_address.get(address, {})
        if connection in held:
            del held[connection]
            self._count -= 1
            if not held:
                del self._by_address[address]


class GuardedProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, with limits on time and on the number of connections."""

    crowd = Crowd(MOST_OWING)
    busy: set["GuardedProtocol"] = set()
    _address = ""
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._owe_request()

    def data_received(self, data: bytes) -> None:
        """Read on; a request that is whole owes nothing more."""
        super().data_received(data)
        if self.scope is not None:
            # Who knows the caller may wait longer for a large request.
            self.scope.setdefault("extensions", {})[PATIENT] = {"wait": self.be_patient}
        if self._is_answering() and self not in self.busy:
            self._owe_answer()

    def on_response_complete(self) -> None:
        """Wait for the next request, unless it is there already."""
        super().on_response_complete()
        if self._is_answering():
            self._owe_answer()
        elif not self.transport.is_closing():
            self._owe_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._settle()
        super().connection_lost(exc)

    def be_patient(self, seconds: float) -> None:
        """Wait so long for the rest of the request that is coming in."""
        if self._deadline is not None and not self._is_answering():
            self._deadline.cancel()
            self._deadline = self.loop.call_later(seconds, self.drop)

    def drop(self) -> None:
        """End the connection without an answer."""
        self._settle()
        self.transport.abort()

    def _is_answering(self) -> bool:
        cycle = self.cycle
        return cycle is not None and not cycle.more_body and not cycle.response_complete

    def _owe_request(self) -> None:
        self._settle()
        self._deadline = self.loop.call_later(PATIENCE, self.drop)
        self.crowd.add(self._address, self)

    def _owe_answer(self) -> None:
        self._settle()
        if len(self.busy) >= MOST_BUSY:
            self.transport.abort()
            return
        self.busy.add(self)
        self._deadline = self.loop.call_later(SLOWEST_ANSWER, self.drop)

    def _settle(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self.crowd.discard(self._address, self)
        self.busy.discard(self)
