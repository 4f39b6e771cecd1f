"""Pages are compressed for browsers that say they can read that, and never so that their length tells something."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from config.compression import CompressionMiddleware

PAGE = "<p>Your claim is open.</p>" * 20


def answer(response: HttpResponse | StreamingHttpResponse, accepts: str = "gzip, deflate, br"):
    request: HttpRequest = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return CompressionMiddleware(lambda _request: response)(request)


def test_a_page_is_compressed_for_who_can_read_it() -> None:
    sent = answer(HttpResponse(PAGE))
    assert gzip.decompress(sent.content).decode() == PAGE
    assert (sent["Content-Encoding"], sent["Content-Length"]) == ("gzip", str(len(sent.content)))
    plain = answer(HttpResponse(PAGE), accepts="identity")
    assert plain.content.decode() == PAGE
    assert sent["Vary"] == plain["Vary"] == "Accept-Encoding"


def test_the_length_of_what_is_sent_is_never_that_of_what_is_in_it() -> None:
    assert len({len(answer(HttpResponse(PAGE)).content) for _ in range(50)}) > 10


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("<p>Short</p>"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
        HttpResponse(bytes(range(256)), content_type="application/pdf"),
    ],
)
def test_what_would_gain_nothing_is_left_as_it_is(response: HttpResponse) -> None:
    before = response.content
    assert answer(response).content == before


def test_what_is_no_page_is_left_to_django() -> None:
    assert gzip.decompress(answer(HttpResponse(PAGE, content_type="text/plain")).content).decode() == PAGE
    streamed = answer(StreamingHttpResponse([PAGE.encode()]))
    assert gzip.decompress(b"".join(streamed)).decode() == PAGE
    tagged = answer(HttpResponse(PAGE, headers={"ETag": '"x"'}))
    assert (tagged["ETag"], tagged["Content-Encoding"]) == ('W/"x"', "gzip")


@pytest.mark.django_db
def test_the_service_compresses_its_pages() -> None:
    sent = Client().get("/help/privacy/", headers={"Accept-Encoding": "gzip"})
    assert b"<h1" in gzip.decompress(sent.content)
