"""Many people at once, at a fixed rate: most are at a question, every fifth saves an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from urllib.parse import urlencode

from django.urls import reverse

from benchmarks.figures import within
from benchmarks.people import Reader
from benchmarks.server import ADDRESS, ROOT, Server

MIX = {"A question": 11, "Saving an answer": 4, "The task list": 3, "Home": 2}
"""Of twenty requests, how many are of which kind."""
PEOPLE = 41
"""Nothing in common with twenty, so that everybody asks for everything."""
QUESTIONS = (("home", "tenure"), ("about-you", "name"), ("work", "has-job"), ("home", "rent"))
WARM_UP_SECONDS, WARM_UP_RATE = 5, 40
ANSWERED = {kind: 302 if kind == "Saving an answer" else 200 for kind in MIX}


def kinds() -> list[str]:
    """Twenty requests by their kind, each kind spread evenly among the others."""
    places = [((turn + 0.5) / often, kind) for kind, often in MIX.items() for turn in range(often)]
    return [kind for _place, kind in sorted(places)]


def request(kind: str, number: int, reader: Reader, port: int) -> bytes:
    """One request, as it goes over the wire."""
    body = b""
    match kind:
        case "A question":
            address = reverse("claims:question", args=[reader.reference, *QUESTIONS[number % len(QUESTIONS)]])
        case "Saving an answer":
            address = reverse("claims:question", args=[reader.reference, "home", "rent"])
            # Another amount each time, so that something is saved.
            given = {"rent": 100 + number % 50, "rent_frequency": "weekly", "csrfmiddlewaretoken": reader.token}
            body = urlencode(given).encode()
        case "The task list":
            address = reverse("claims:tasks", args=[reader.reference])
        case _:
            address = reverse("home:home")
    lines = [
        f"{'POST' if body else 'GET'} {address} HTTP/1.1",
        f"Host: {ADDRESS}:{port}",
        f"Cookie: {reader.cookie}",
        "Accept-Encoding: gzip",
        *(("Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}") if body else ()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Held:
    """What came of a rate that was asked for: times are in seconds from when each request was due."""

    rate: float
    seconds: float
    times: dict[str, list[float]]
    """By kind; one that was never answered took for ever."""
    refused: int
    lasted: float
    connections: int
    generator_share: float
    """Of one processor core, what sending the requests took."""
    server_share: float
    """Of one core, what the server's processes took."""

    @property
    def every(self) -> list[float]:
        return [each for times in self.times.values() for each in times]

    @property
    def unanswered(self) -> int:
        """How many got no answer."""
        return self.every.count(inf)

    def as_figures(self) -> dict[str, object]:
        """What the report says of it."""
        shares = {"median": 0.5, "p95": 0.95, "p99": 0.99, "longest": 1.0}
        rows = {"Everything": self.every, **self.times}
        return {
            "rate": self.rate,
            "seconds": self.seconds,
            "achieved": round((len(self.every) - self.unanswered) / self.lasted, 1),
            "unanswered": self.unanswered,
            "refused": self.refused,
            "connections": self.connections,
            "generator_share": round(self.generator_share, 2),
            "server_share": round(self.server_share, 2),
            "mix": MIX,
            "people": PEOPLE,
            "cores": len(os.sched_getaffinity(0)),
            "rows": {
                name: {
                    "count": len(times),
                    **{each: _milliseconds(within(times, share)) for each, share in shares.items()},
                }
                for name, times in rows.items()
                if times
            },
        }


def _milliseconds(seconds: float) -> int | None:
    return None if seconds == inf else round(seconds * 1000)


def hold(server: Server, readers: Sequence[Reader], rate: float, seconds: float) -> Held:
    """Ask at this rate for this long, once the server is warm."""
    _follow(server, readers, WARM_UP_RATE, WARM_UP_SECONDS)
    return _follow(server, readers, rate, seconds)


def _follow(server: Server, readers: Sequence[Reader], rate: float, seconds: float) -> Held:
    order = kinds()
    count = len(order) * len(readers)
    asked = [order[number % len(order)] for number in range(count)]
    requests = [request(kind, at, readers[at % len(readers)], server.port) for at, kind in enumerate(asked)]
    plan = {
        "port": server.port,
        "rate": rate,
        "seconds": seconds,
        "requests": [each.decode("latin-1") for each in requests],
    }
    before = server.processor_seconds()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.arrivals"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    used = server.processor_seconds() - before
    result = json.loads(done.stdout)
    times: dict[str, list[float]] = {kind: [] for kind in MIX}
    refused = 0
    for number, answer in enumerate(result["answers"]):
        kind = asked[number % count]
        if answer and answer[1] == ANSWERED[kind]:
            times[kind].append(answer[0])
        elif answer:
            refused += 1
        else:
            times[kind].append(inf)
    return Held(
        rate=rate,
        seconds=seconds,
        times=times,
        refused=refused,
        lasted=result["lasted"],
        connections=result["connections"],
        generator_share=result["processor"] / result["lasted"],
        server_share=used / result["lasted"],
    )
