"""A One Login that tells the truth unless a test says otherwise, and people who go there and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import ECKey

from accounts.models import User
from accounts.one_login.configuration import Configuration
from accounts.one_login.documents import documents
from accounts.one_login.web import _Edge
from accounts.services import create_account
from core.actor import Actor
from demo.one_login.provider import Grant, Provider, Somebody
from demo.one_login.wire import Wire

START, RETURN = reverse("accounts:one_login_start"), reverse("accounts:one_login_return")
ISSUER, IDENTITY_ISSUER = "https://oidc.account.example/", "https://identity.account.example/"
Change = dict[str, Any]

SAM = Somebody("sam@example.com", ("Samantha Jane", "Okafor"))


@dataclass(frozen=True)
class Keys:
    """Made once: the service's, the provider's two, and one that nobody should trust."""

    service: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256"))
    tokens: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256"))
    identities: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256"))
    stranger: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256"))


@dataclass
class Faulty(Provider):
    """What a test changes about what is said: claims (None takes one away), headers, or the key."""

    id_token_is: Change = field(default_factory=dict)
    identity_is: Change = field(default_factory=dict)
    said_is: Change = field(default_factory=dict)
    token_header_is: Change = field(default_factory=dict)
    identity_header_is: Change = field(default_factory=dict)
    signs_with: Any = None
    did_is: Change = field(default_factory=dict)
    published: list[dict[str, Any]] | None = None
    down: frozenset[str] = frozenset()

    def answer(self, method: str, url: str, headers: Any, body: str) -> tuple[int, Any]:
        status, document = super().answer(method, url, headers, body)
        return (503, {}) if self.asked[-1] in self.down else (status, document)

    def id_token(self, grant: Grant, access: str) -> dict[str, Any]:
        return changed(super().id_token(grant, access), self.id_token_is)

    def identity(self, grant: Grant) -> dict[str, Any]:
        return changed(super().identity(grant), self.identity_is)

    def userinfo(self, access: str) -> tuple[int, dict[str, Any]]:
        status, said = super().userinfo(access)
        return status, changed(said, self.said_is)

    def jwks(self) -> dict[str, Any]:
        return super().jwks() if self.published is None else {"keys": self.published}

    def did(self) -> dict[str, Any]:
        return changed(super().did(), self.did_is)

    def sign_token(self, claims: Any) -> str:
        return self._sign({"alg": "ES256", "kid": self.token_kid, **self.token_header_is}, claims, self.token_key)

    def sign_identity(self, claims: Any) -> str:
        return self._sign(
            {"alg": "ES256", "kid": self.identity_kid, **self.identity_header_is}, claims, self.identity_key
        )

    def _sign(self, header: Change, claims: Any, key: Any) -> str:
        return jwt.encode(header, dict(claims), self.signs_with or key, [header["alg"]], default_type=None)


def changed(document: dict[str, Any], by: Change) -> dict[str, Any]:
    """The document with other values, and without those that are None."""
    return {name: value for name, value in {**document, **by}.items() if value is not None}


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys()


@pytest.fixture
def provider(keys: Keys, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    """One Login, trusted by the service as one elsewhere would be."""
    settings.ONE_LOGIN = {
        "issuer": ISSUER,
        "client_id": "our-client",
        "private_key": keys.service.as_pem(private=True).decode(),
        "identity_issuer": IDENTITY_ISSUER,
        "key_id": "our-key",
        "return_codes": {"Q": "see_us", "R": "try_again"},
    }
    made = Faulty(Configuration(**settings.ONE_LOGIN), token_key=keys.tokens, identity_key=keys.identities)
    monkeypatch.setattr(_Edge, "adapter", staticmethod(lambda: Wire(made)))
    documents.forget()
    yield made
    documents.forget()


def sent_to(response: HttpResponse) -> str:
    """Where a page goes on to by itself, or an answer without a page leads."""
    if response.status_code == 302:
        return response.url
    return unescape(response.content.decode().partition('content="0; url=')[2].partition('"')[0])


@dataclass
class Visitor:
    """Somebody at a browser who goes to One Login and comes back."""

    provider: Faulty
    client: Client = field(default_factory=Client)

    def ask(self, address: str = START) -> dict[str, str]:
        """Where they are sent: the parameters of it."""
        there = sent_to(self.client.get(address))
        assert there.startswith(self.provider.url("authorize/?")), there
        return dict(parse_qsl(urlsplit(there).query))

    def back(self, **query: str) -> HttpResponse:
        """They come back with this."""
        return self.client.get(RETURN, query)

    def go(self, who: Somebody = SAM, address: str = START) -> HttpResponse:
        """There and back again."""
        asked = self.ask(address)
        return self.back(code=self.provider.grant(asked, who), state=asked["state"])

    def told(self, response: HttpResponse) -> str:
        """The page that says what happened: nothing of what came back is in its address."""
        assert response.status_code == 302, response.status_code
        assert "?" not in response.url
        page = self.client.get(response.url)
        assert page.status_code == 200
        return page.content.decode()

    @property
    def is_in(self) -> bool:
        """Whether they are signed in."""
        return "_auth_user_id" in self.client.session


@pytest.fixture
def visitor(provider: Faulty, db: None) -> Visitor:
    return Visitor(provider)


@pytest.fixture
def connected(visitor: Visitor) -> User:
    """Sam has an account that One Login made, and has signed out again."""
    assert visitor.go().status_code == 302
    visitor.client = Client()
    return User.objects.get(email=SAM.email)


@pytest.fixture
def make_account() -> Callable[..., User]:
    """An account with a password."""
    return lambda email=SAM.email, **more: create_account(
        email=email, password="three plain words", by=Actor.system("Tests"), **more
    )
