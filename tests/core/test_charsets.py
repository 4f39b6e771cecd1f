"""Requests that claim a character set of their own."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory

from config.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["rot13", "idna", "utf-16", "nonsense", '"rot13"', "utf-8"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_an_odd_character_set_is_no_crash(kind: str, charset: str) -> None:
    environ: dict[str, Any] = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        PATH_INFO="/sign-in/",
        QUERY_STRING="a=b",
        CONTENT_TYPE=f"{kind}; charset={charset}",
        CONTENT_LENGTH="7",
    )
    environ["wsgi.input"] = BytesIO(b"email=x")
    environ["HTTP_HOST"] = "localhost"
    statuses: list[str] = []
    body = b"".join(application(environ, lambda status, *_more: statuses.append(status)))
    assert statuses == ["403 Forbidden"], "only the missing token is wrong"
    assert b"<h1" in body
