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
from config.one_login import DEMONSTRATION_PATH
from demo.one_login.provider import Provider


class Wire(BaseAdapter):
    """Takes each request to a provider in this process."""

    def __init__(self, to: Provider) -> None:
        super().__init__()
        self.to = to

    def send(self, request: requests.PreparedRequest, *_args: Any, **_kwargs: Any) -> requests.Response:
        body = request.body if isinstance(request.body, str) else (request.body or b"").decode()
        status, document = self.to.answer(str(request.method), str(request.url), request.headers, body)
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
    if settings.ONE_LOGIN and settings.ONE_LOGIN["issuer"] == settings.SERVICE_URL + DEMONSTRATION_PATH:
        use_adapter(lambda: Wire(provider()))
