"""Asking One Login something over HTTPS: quickly, never following a redirect, and never reading more than a little."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import requests
from django.conf import settings
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import HTTPError

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 3.0, 5.0, 10.0
MOST_BYTES = 256 * 1024
_CHUNK = 16 * 1024
MOST_AT_ONCE = 4
"""So many ask at the same time, in each process: while One Login is slow, half of the threads still serve pages."""


class NoAnswer(Exception):
    """One Login did not answer, or not with what was asked for. Nothing of the answer is in it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON object, and how long it may be kept (the header as it came)."""

    document: dict[str, Any]
    cache_control: str


_asking = threading.BoundedSemaphore(MOST_AT_ONCE)


class StrictAdapter(HTTPAdapter):
    """Verifies certificates, reads the answer whole, and has a limit to its size and to the time that all of it takes,
    whatever the caller would allow."""

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: dict[str, str] | None = None,
    ) -> requests.Response:
        until = time.monotonic() + WHOLE_SECONDS
        if not _asking.acquire(timeout=CONNECT_SECONDS):
            raise requests.exceptions.ConnectTimeout("Too many ask at once")
        try:
            response = super().send(
                request,
                stream=True,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                verify=verify or True,
                cert=cert,
                proxies=proxies,
            )
            raw = response.raw
            try:
                response.raw = BytesIO(_read(raw, until=until))
            except BaseException:
                raw.close()
                raise
        finally:
            _asking.release()
        return response


def _read(raw: Any, *, until: float) -> bytes:
    body = bytearray()
    while part := raw.read1(_CHUNK, decode_content=True):
        body += part
        if len(body) > MOST_BYTES:
            raise requests.exceptions.ContentDecodingError("The answer is too long")
        if time.monotonic() > until:
            raise requests.exceptions.ReadTimeout("The answer takes too long")
    return bytes(body)


_adapter = StrictAdapter(pool_connections=4, pool_maxsize=16, max_retries=0)


def _strict() -> BaseAdapter:
    return _adapter


class _Edge:
    """Where what is asked leaves this process; a demonstration, and tests, put a provider of their own there."""

    adapter: Callable[[], BaseAdapter] = staticmethod(_strict)


def use_adapter(adapter: Callable[[], BaseAdapter]) -> None:
    """From now on let this answer, in place of the network. Never in production, which has no such code."""
    _Edge.adapter = staticmethod(adapter)


def through_the_edge(session: requests.Session) -> None:
    """Have this session's requests leave by the one way there is."""
    adapter = _Edge.adapter()
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    # One Login refuses who does not say who they are.
    session.headers["User-Agent"] = f"universal-credit-account/1 ({settings.SERVICE_URL})"


def get_json(url: str, *, bearer: str = "") -> Answer:
    """The JSON object at this address. Raises NoAnswer."""
    session = requests.Session()
    through_the_edge(session)
    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    try:
        response = session.get(url, headers=headers, allow_redirects=False, auth=_no_netrc)
        if response.status_code != 200:
            raise NoAnswer(f"status {response.status_code}")
        document = response.json()
    except (requests.RequestException, HTTPError, ValueError) as error:
        raise NoAnswer(type(error).__name__) from None
    if not isinstance(document, dict):
        raise NoAnswer("not an object")
    return Answer(document, response.headers.get("Cache-Control", ""))


def _no_netrc(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Nothing that lies in somebody's home folder is sent along."""
    return request
