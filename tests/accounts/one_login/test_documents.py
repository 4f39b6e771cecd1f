"""What One Login publishes is asked for once, kept as long as it says, and asked for again only for a reason."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from accounts.one_login import documents as module
from accounts.one_login import web
from accounts.one_login.configuration import Configuration
from accounts.one_login.documents import Documents
from accounts.one_login.keys import ALGORITHMS, endpoint, identity_keys, token_keys
from accounts.one_login.web import NoAnswer, get_json
from tests.accounts.one_login.conftest import Faulty, Keys

JWKS = ".well-known/jwks.json"


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the process's own clock says; a test moves it."""
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def kept(provider: Faulty) -> Documents:
    return Documents()


def asked(provider: Faulty, name: str) -> int:
    return provider.asked.count(name.rpartition("/")[2])


@pytest.mark.parametrize(
    ("says", "kept_seconds"),
    [("max-age=600", 600), ("private, max-age=3600", 3600), ("", 3600), ("max-age=5", 60), ("no-store", 60)]
    + [("max-age=999999999", 24 * 60 * 60), ("max-age=soon", 3600), ("s-maxage=10", 3600)],
)
def test_a_document_is_kept_as_long_as_it_says(
    says: str, kept_seconds: int, kept: Documents, provider: Faulty, seconds: list[float]
) -> None:
    provider.cache_control = says
    url = provider.url(JWKS)
    for _ in range(3):
        kept.get(url)
    seconds[0] += kept_seconds - 1
    kept.get(url)
    assert asked(provider, JWKS) == 1
    seconds[0] += 1
    kept.get(url)
    assert asked(provider, JWKS) == 2


def test_while_it_cannot_be_had_the_old_one_is_trusted_for_a_day(
    kept: Documents, provider: Faulty, seconds: list[float]
) -> None:
    url = provider.url(JWKS)
    document = kept.get(url)
    provider.down = frozenset({"jwks.json"})
    seconds[0] += 3600
    for _ in range(5):
        assert kept.get(url) == document
    assert asked(provider, JWKS) == 2, "and asked for no more than once a minute"
    seconds[0] += 60
    assert kept.get(url) == document
    assert asked(provider, JWKS) == 3
    seconds[0] += 24 * 60 * 60
    with pytest.raises(NoAnswer):
        kept.get(url)


def test_an_unknown_key_is_looked_for_once_not_for_every_bad_token(
    provider: Faulty, keys: Keys, seconds: list[float]
) -> None:
    find = token_keys(provider.client)
    assert find(provider.token_kid, "ES256")
    for _ in range(20):
        assert find("nobody-has-it", "ES256") is None
    assert asked(provider, JWKS) == 2
    # A new key is found at once when it was not asked for lately.
    seconds[0] += 60
    provider.token_key = keys.stranger
    assert find(provider.token_kid, "ES256")
    assert asked(provider, JWKS) == 3


def test_few_documents_are_kept(kept: Documents, provider: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "answer", lambda *_: (200, {}))
    for number in range(50):
        kept.get(provider.url(f"document-{number}"))
    assert len(kept._kept) == module.MOST_KEPT


def test_a_description_of_somebody_else_is_not_believed(provider: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    description = provider.discovery()
    monkeypatch.setattr(provider, "discovery", lambda: {**description, "issuer": "https://elsewhere.example/"})
    with pytest.raises(NoAnswer):
        endpoint(provider.client, "token_endpoint")


@pytest.mark.parametrize("address", [None, 7, "http://oidc.account.example/token", "javascript:alert(1)"])
def test_an_address_without_tls_is_not_used(address: Any, provider: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    description = provider.discovery()
    monkeypatch.setattr(provider, "discovery", lambda: {**description, "token_endpoint": address})
    with pytest.raises(NoAnswer):
        endpoint(provider.client, "token_endpoint")


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "did:web:elsewhere.example"},
        {"assertionMethod": None},
        {"assertionMethod": "none"},
        {"assertionMethod": [None, {"id": 1}]},
    ],
    ids=str,
)
def test_a_key_must_be_in_its_controllers_document(wrong: dict[str, Any], provider: Faulty) -> None:
    assert identity_keys(provider.client)(provider.identity_kid, "ES256")
    module.documents.forget()
    provider.did_is = wrong
    assert identity_keys(provider.client)(provider.identity_kid, "ES256") is None


def test_a_key_names_its_controller(provider: Faulty) -> None:
    (method,) = provider.did()["assertionMethod"]
    elsewhere = {**method, "id": "did:web:elsewhere.example#key"}
    provider.did_is = {"assertionMethod": [{**method, "controller": "did:web:elsewhere.example"}, elsewhere]}
    find = identity_keys(provider.client)
    for name in (provider.identity_kid, elsewhere["id"], provider.client.controller, "#", ""):
        assert find(name, "ES256") is None, name


def test_the_controller_is_the_identity_issuers(provider: Faulty) -> None:
    def controller(issuer: str) -> str:
        return Configuration("", "", "", issuer).controller

    assert controller("https://identity.account.gov.uk/") == "did:web:identity.account.gov.uk"
    assert controller("https://a.example:8443/b/c/") == "did:web:a.example%3A8443:b:c"
    assert Configuration("", "", "", "https://identity.account.gov.uk/").did_url == (
        "https://identity.account.gov.uk/.well-known/did.json"
    )
    assert ALGORITHMS == ("ES256", "RS256")


# The edge, on a real connection within this machine


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/good")
            self.end_headers()
            return
        body = {"/good": b'{"a": 1}', "/long": b" " * 300_000 + b"{}", "/list": b"[]", "/words": b"hello"}[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", self.headers["User-Agent"])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Server) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out that production has."""
    monkeypatch.setattr(web._Edge, "adapter", staticmethod(web.StrictAdapter))


def test_an_answer_is_read_and_says_who_asked(elsewhere: str, network: None, settings: Any) -> None:
    answer = get_json(f"{elsewhere}/good")
    assert answer.document == {"a": 1}
    assert answer.cache_control == f"universal-credit-account/1 ({settings.SERVICE_URL})"


@pytest.mark.parametrize("path", ["/elsewhere", "/long", "/list", "/words"])
def test_what_is_not_followed_or_not_read(path: str, elsewhere: str, network: None) -> None:
    with pytest.raises(NoAnswer):
        get_json(elsewhere + path)


def test_an_answer_that_drips_is_not_waited_for(elsewhere: str, network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "WHOLE_SECONDS", -1)
    with pytest.raises(NoAnswer):
        get_json(f"{elsewhere}/good")


def test_a_slow_one_login_does_not_take_every_thread(
    elsewhere: str, network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "CONNECT_SECONDS", 0.01)
    monkeypatch.setattr(web, "_asking", threading.BoundedSemaphore(1))
    with web._asking, pytest.raises(NoAnswer):
        get_json(f"{elsewhere}/good")
    assert get_json(f"{elsewhere}/good").document == {"a": 1}


def test_nobody_at_home_is_no_answer(network: None) -> None:
    with pytest.raises(NoAnswer):
        get_json("http://127.0.0.1:1/good")
