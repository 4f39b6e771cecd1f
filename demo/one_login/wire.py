"""The provider answers the service's requests without a network."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from typing import Any

import requests
from django.conf import settings
from requests.adapters import BaseAdapter

from accounts.one_login.configuration import configuration
from accounts.one_login.web import use_adapter
from demo.one_login.provider import Provider

CLIENT = "demonstration"
"""What the service is called there (``config.one_login``)."""


class Wire(BaseAdapter):
    """Takes each request to a provider in this process."""

    def __init__(self, to: Provider) -> None:
        super().__init__()
        self.to = to

    def send(self, request: requests.PreparedRequest, *_args: Any, **_kwargs: Any) -> requests.Response:
        body = request.body.decode() if isinstance(request.body, bytes) else str(request.body or "")
        headers = {name: str(value) for name, value in request.headers.items()}
        status, document = self.to.answer(str(request.method), str(request.url), headers, body)
        response = requests.Response()
        response.status_code, response.url, response.request = status, str(request.url), request
        response.headers["Content-Type"] = "application/json"
        response.headers["Cache-Control"] = self.to.cache_control
        response.raw = BytesIO(json.dumps(document).encode())
        return response

    def close(self) -> None:
        """Nothing is open."""


@cache
def provider() -> Provider:
    """The demonstration's One Login: one for the process, which is the only one that serves pages."""
    return Provider(configuration())


def connect_demonstration() -> None:
    """Let it answer where the service is set to ask it, and not where another was set."""
    if settings.ONE_LOGIN and settings.ONE_LOGIN["client_id"] == CLIENT:
        use_adapter(lambda: Wire(provider()))
