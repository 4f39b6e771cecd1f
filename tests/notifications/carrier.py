"""A carrier that answers as GOV.UK Notify does, on this machine, and counts what it took."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import OctKey

SERVICE, SECRET = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-aaaaaaaaaaaa"
KEY = f"tests-{SERVICE}-{SECRET}"
TEMPLATE = "bbbbbbbb-cccc-dddd-eeee-ffffffffffff"


@dataclass
class Carrier:
    """What it was asked, what it took, and how it answers next: with a status, or not at all while ``silent``.
    While ``shut`` it does not know the key that it is asked with."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    silent: bool = False
    shut: bool = False
    has_taken: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """How the service is told of it."""
        return {
            "api_key": KEY,
            "email_template": TEMPLATE,
            "text_template": TEMPLATE,
            "callback_token": "t" * 32,
            "reply_to": "",
            "text_sender": "",
            "url": self.url,
        }


@contextmanager
def open_carrier() -> Iterator[Carrier]:
    """A carrier that listens, until this ends."""
    carrier = Carrier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            carrier.asked.append(self._checked(body))
            if carrier.refusals:
                status, error = carrier.refusals.pop(0)
                return self._answer(status, {"errors": [{"error": error, "message": f"{body} is wrong"}]})
            carrier.taken.append({**body, "id": str(uuid4()), "path": self.path})
            carrier.has_taken.set()
            if carrier.silent:
                carrier.let_go.wait(30)
                return None
            return self._answer(201, {"id": carrier.taken[-1]["id"]})

        def do_GET(self) -> None:
            self._checked({})
            if carrier.shut or urlsplit(self.path).path != "/v2/notifications":
                error = {"error": "AuthError", "message": "Invalid token: service not found"}
                return self._answer(403 if carrier.shut else 404, {"errors": [error]})
            [reference] = parse_qs(urlsplit(self.path).query)["reference"]
            found = [each for each in carrier.taken if each["reference"] == reference]
            return self._answer(200, {"notifications": found})

        def _checked(self, body: dict[str, Any]) -> dict[str, Any]:
            token = jwt.decode(self.headers["Authorization"].removeprefix("Bearer "), OctKey.import_key(SECRET))
            assert token.claims["iss"] == SERVICE
            return body

        def _answer(self, status: int, document: dict[str, Any]) -> None:
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        carrier.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield carrier
        finally:
            carrier.let_go.set()
            server.shutdown()
            thread.join()
