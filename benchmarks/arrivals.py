"""Requests that arrive at a fixed rate whatever the answers do: `python -m benchmarks.arrivals` reads a plan as JSON
from standard input and writes what happened to standard output.

A process of its own, with nothing in it but sockets, because it shares the processor with the server. The time of an
answer counts from when its request was due: a server that falls behind is seen as waiting, not as fewer requests.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

MOST_CONNECTIONS = 64
WAIT_SECONDS = 30  # for answers, after the last request was due
ENDED = b"\r\n\r\n"


def due(number: int, rate: float) -> float:
    """Seconds from the beginning until a request is due; the first is due at once."""
    return number / rate


class Answer:
    """Reads one answer from pieces as they come."""

    def __init__(self) -> None:
        self.data = b""
        self.ends_at = -1
        self.status = 0

    def is_whole(self, piece: bytes) -> bool:
        """Take a piece; whether the answer has ended. Raises ValueError for one without a length."""
        self.data += piece
        if self.ends_at < 0 and (at := self.data.find(ENDED)) >= 0:
            head = self.data[:at].lower()
            self.status = int(head[9:12])
            _before, found, after = head.partition(b"\r\ncontent-length:")
            if not found:
                raise ValueError("An answer does not say how long it is")
            self.ends_at = at + len(ENDED) + int(after.partition(b"\r\n")[0])
        return 0 <= self.ends_at <= len(self.data)


class Connection(asyncio.Protocol):
    """One connection that stays open, like a browser's, and carries one request at a time."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.number = -1
        self.answer = Answer()
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.run.known.add(self)
        self.run.is_free(self)

    def send(self, number: int, request: bytes) -> None:
        self.number, self.answer = number, Answer()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        if self.answer.is_whole(data):
            number, self.number = self.number, -1
            self.run.answered(number, self.answer.status)
            self.run.is_free(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.run.lost(self)


class Run:
    """What is due, what waits for a connection, and what was answered."""

    def __init__(self, port: int, rate: float, seconds: float, requests: Sequence[bytes]) -> None:
        self.port, self.rate, self.requests = port, rate, requests
        self.count = int(rate * seconds)
        self.due_next = self.done = self.open = 0
        self.known: set[Connection] = set()
        self.free: list[Connection] = []
        self.waiting: deque[int] = deque()
        self.answers: list[tuple[float, int] | None] = [None] * self.count
        self.over = asyncio.Event()

    async def go(self) -> dict[str, Any]:
        """Send everything, wait for the answers, and say what happened."""
        self.loop = asyncio.get_running_loop()
        self.began = self.loop.time()
        self._arrive()
        # What is not answered by then is counted as that.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), due(self.count, self.rate) + WAIT_SECONDS)
        lasted, connections = self.loop.time() - self.began, len(self.known)
        for connection in list(self.known):
            connection.transport.close()
        await asyncio.sleep(0)
        processor = time.process_time()
        return {"answers": self.answers, "lasted": lasted, "connections": connections, "processor": processor}

    def _arrive(self) -> None:
        """Take up everything that is due by now."""
        now = self.loop.time()
        while self.due_next < self.count and self.began + due(self.due_next, self.rate) <= now:
            self.waiting.append(self.due_next)
            self.due_next += 1
        self._send()
        if self.due_next < self.count:
            self.loop.call_at(self.began + due(self.due_next, self.rate), self._arrive)

    def _send(self) -> None:
        while self.waiting and self.free:
            number = self.waiting.popleft()
            self.free.pop().send(number, self.requests[number % len(self.requests)])
        for _ in range(min(len(self.waiting), MOST_CONNECTIONS - self.open)):
            self.open += 1
            task = self.loop.create_task(self.loop.create_connection(lambda: Connection(self), "127.0.0.1", self.port))
            task.add_done_callback(lambda done: done.result())

    def is_free(self, connection: Connection) -> None:
        self.free.append(connection)
        self._send()

    def answered(self, number: int, status: int) -> None:
        self.answers[number] = (self.loop.time() - self.began - due(number, self.rate), status)
        self.done += 1
        if self.done == self.count:
            self.over.set()

    def lost(self, connection: Connection) -> None:
        """The server hung up: what it was asked stays unanswered."""
        self.open -= 1
        self.known.remove(connection)
        if connection in self.free:
            self.free.remove(connection)
        if connection.number >= 0:
            self.done += 1
            if self.done == self.count:
                self.over.set()


def main() -> None:
    """Read the plan, follow it, write what happened."""
    plan = json.load(sys.stdin)
    requests = [request.encode("latin-1") for request in plan["requests"]]

    async def follow() -> dict[str, Any]:
        return await Run(plan["port"], plan["rate"], plan["seconds"], requests).go()

    json.dump(asyncio.run(follow()), sys.stdout)


if __name__ == "__main__":
    main()
