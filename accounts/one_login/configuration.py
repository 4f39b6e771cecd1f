"""Which One Login we trust, and as whom we speak to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from urllib.parse import urljoin, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from joserfc.jwk import ECKey, RSAKey

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Configuration:
    """What was agreed with One Login when the service was registered there."""

    issuer: str
    client_id: str
    private_key: str = field(repr=False)
    identity_issuer: str
    key_id: str = ""
    """The key's name in the key set that we publish, where it was registered as one."""
    return_codes: Mapping[str, str] = field(default_factory=dict)
    """What each letter means to us (``accounts.one_login.return_codes``): One Login tells us in confidence."""

    @property
    def discovery_url(self) -> str:
        """Where One Login says what its addresses are."""
        return urljoin(_folder(self.issuer), ".well-known/openid-configuration")

    @property
    def did_url(self) -> str:
        """The one place where the keys are trusted that sign who somebody is, whatever a token says."""
        return urljoin(_folder(self.identity_issuer), ".well-known/did.json")

    @property
    def controller(self) -> str:
        """The name that the document of those keys must bear: ``did:web`` of the identity issuer's host."""
        parts = urlsplit(self.identity_issuer)
        host = (parts.hostname or "") + (f"%3A{parts.port}" if parts.port else "")
        folders = [part for part in parts.path.split("/") if part]
        return ":".join(["did:web", host, *folders])

    @property
    def redirect_uri(self) -> str:
        """Where people come back to. Never made from what a request says its host is."""
        return settings.SERVICE_URL + reverse("accounts:one_login_return")

    @property
    def after_sign_out_uri(self) -> str:
        """Where people come back to once One Login has signed them out."""
        return settings.SERVICE_URL + reverse("accounts:signed_out")

    @property
    def signing_key(self) -> RSAKey | ECKey:
        """The key by which One Login knows that it is us."""
        pem = self.private_key.encode()
        is_rsa = isinstance(serialization.load_pem_private_key(pem, password=None), rsa.RSAPrivateKey)
        return RSAKey.import_key(pem) if is_rsa else ECKey.import_key(pem)

    @property
    def signing_algorithm(self) -> str:
        """What goes with that key."""
        return "ES256" if isinstance(self.signing_key, ECKey) else "RS256"


def _folder(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"


def is_on() -> bool:
    """Whether people can use One Login here."""
    return settings.ONE_LOGIN is not None


def configuration() -> Configuration:
    """What we trust. Only to be asked while it is on."""
    assert settings.ONE_LOGIN is not None
    return Configuration(**settings.ONE_LOGIN)


def when_on(view: View) -> View:
    """There is no such page while One Login is off."""

    @wraps(view)
    def served(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_on():
            raise Http404
        return view(request, *args, **kwargs)

    return served
