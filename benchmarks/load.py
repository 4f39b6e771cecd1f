"""Asking a server for one page again and again as fast as it answers, over connections that stay open."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.server import ADDRESS

MOST_REQUESTS = 2_000  # of one reader in one round, so that a very fast page ends early


@dataclass
class Round:
    """What one page took: seconds of each request, of all of them together, and of the server's processor."""

    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0
    readers: int = 0
    processor_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.lasted

    @property
    def processor_each(self) -> float:
        """Seconds of the server's processor for one request. The first of each connection is not timed, but cost."""
        return self.processor_seconds / (len(self.seconds) + self.readers)


def ask(port: int, requests: Sequence[tuple[str, str]], lasting: float) -> Round:
    """One thread for each address and cookie, all at once, for this many seconds. Raises on any answer but 200."""
    result, problems, lock = Round(readers=len(requests)), [], threading.Lock()
    start = threading.Barrier(len(requests) + 1, timeout=30)

    def read(address: str, cookie: str) -> None:
        connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
        taken = []
        try:
            for number in range(MOST_REQUESTS):
                if number == 1:
                    start.wait()
                    ends = time.perf_counter() + lasting
                before = time.perf_counter()
                if number > 1 and before >= ends:
                    break
                connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    raise RuntimeError(f"{address} answered {response.status}")
                if number:  # the first opens the connection
                    taken.append(time.perf_counter() - before)
        except Exception as problem:
            problems.append(problem)
            start.abort()
        finally:
            connection.close()
        with lock:
            result.seconds += taken

    threads = [threading.Thread(target=read, args=each, daemon=True) for each in requests]
    for thread in threads:
        thread.start()
    with contextlib.suppress(threading.BrokenBarrierError):
        start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    result.lasted = time.perf_counter() - began
    if problems:
        raise problems[0]
    return result
