"""An OpenID Connect provider like GOV.UK One Login, in this process: it keeps its rules, and trusts what is typed."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from joserfc.jwt import JWTClaimsRegistry

from accounts.one_login.client import CORE_IDENTITY, RETURN_CODE
from accounts.one_login.configuration import Configuration
from accounts.one_login.tokens import LOGOUT_EVENT, now
from core.digests import digest

TOKEN_SECONDS, ACCESS_SECONDS, IDENTITY_SECONDS = 120, 180, 30 * 60


class NotAsked(Exception):
    """Somebody was sent here with a question that One Login would not answer."""


@dataclass(frozen=True)
class Somebody:
    """Who signs in, and what is found out about them. ``names`` is given and family name, None when nothing is."""

    email: str
    names: tuple[str, str] | None = None
    born: str = "1990-04-15"
    codes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """One Login's name for them."""
        return f"urn:fdc:gov.uk:2022:{base64.urlsafe_b64encode(digest(f'demonstration {self.email}')).decode()}"


@dataclass(frozen=True)
class Grant:
    """What somebody came with, and who they are."""

    who: Somebody
    nonce: str
    challenge: str
    redirect_uri: str
    level: str
    claims: tuple[str, ...]


@dataclass
class Provider:
    """One Login, for one service."""

    client: Configuration
    token_key: ECKey = field(default_factory=partial(ECKey.generate_key, "P-256"))
    identity_key: ECKey = field(default_factory=partial(ECKey.generate_key, "P-256"))
    codes: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, Grant] = field(default_factory=dict)
    proofs: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    """The last part of each address that the service asked, in order."""
    cache_control: str = "max-age=3600"

    @property
    def token_kid(self) -> str:
        """The name of the key of tokens."""
        return str(self.token_key.thumbprint())

    @property
    def identity_kid(self) -> str:
        """The name of the key of identities: its controller's, and its own."""
        return f"{self.client.controller}#{self.identity_key.thumbprint()}"

    def url(self, name: str) -> str:
        """One of its addresses."""
        return urljoin(self.client.issuer, name)

    # What the browser does

    def grant(self, asked: Mapping[str, str], who: Somebody) -> str:
        """A code for somebody who came with these parameters. Raises NotAsked."""
        self.check(asked)
        code = secrets.token_urlsafe(24)
        claims = json.loads(asked.get("claims") or "{}").get("userinfo", {})
        self.codes[code] = Grant(
            who=who,
            nonce=asked["nonce"],
            challenge=asked["code_challenge"],
            redirect_uri=asked["redirect_uri"],
            level=json.loads(asked["vtr"])[0],
            claims=tuple(claims),
        )
        return code

    def check(self, asked: Mapping[str, str]) -> None:
        """Raise NotAsked unless this is a question that was agreed with the service."""
        right = {
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uri,
            "response_type": "code",
            "code_challenge_method": "S256",
            "scope": "openid email",
        }
        missing = [name for name in ("state", "nonce", "code_challenge") if not asked.get(name)]
        if missing or any(asked.get(name) != value for name, value in right.items()):
            raise NotAsked
        if asked.get("vtr") not in ('["Cl.Cm"]', '["Cl.Cm.P2"]') or asked.get("ui_locales") not in ("en", "cy"):
            raise NotAsked

    # What the service asks

    def answer(self, method: str, url: str, headers: Mapping[str, str], body: str) -> tuple[int, Any]:
        """The status and the JSON of an answer."""
        self.asked.append(urlsplit(url).path.rpartition("/")[2])
        if (method, url) == ("POST", self.url("token")):
            return self.token({name: values[0] for name, values in parse_qs(body).items()})
        if url == self.url("userinfo"):
            return self.userinfo(headers.get("Authorization", "").removeprefix("Bearer "))
        documents = {
            self.client.discovery_url: self.discovery,
            self.url(".well-known/jwks.json"): self.jwks,
            self.client.did_url: self.did,
        }
        return (200, documents[url]()) if url in documents else (404, {})

    def discovery(self) -> dict[str, Any]:
        """What it is."""
        return {
            "issuer": self.client.issuer,
            "authorization_endpoint": self.url("authorize/"),
            "token_endpoint": self.url("token"),
            "userinfo_endpoint": self.url("userinfo"),
            "jwks_uri": self.url(".well-known/jwks.json"),
            "end_session_endpoint": self.url("logout/"),
        }

    def jwks(self) -> dict[str, Any]:
        """The keys of tokens."""
        public = self.token_key.as_dict(private=False)
        return {"keys": [{**public, "kid": self.token_kid, "alg": "ES256", "use": "sig"}]}

    def did(self) -> dict[str, Any]:
        """The keys of identities."""
        controller = self.client.controller
        public = self.identity_key.as_dict(private=False)
        method = {"id": self.identity_kid, "type": "JsonWebKey", "controller": controller, "publicKeyJwk": public}
        return {"@context": ["https://www.w3.org/ns/did/v1"], "id": controller, "assertionMethod": [method]}

    def token(self, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """Tokens for a code, once, for whoever proves to be the service."""
        if not self._is_the_service(form):
            return 401, {"error": "invalid_client"}
        grant = self.codes.pop(form.get("code", ""), None)
        verifier = sha256(form.get("code_verifier", "").encode()).digest()
        if (
            grant is None
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != grant.redirect_uri
            or base64.urlsafe_b64encode(verifier).rstrip(b"=").decode() != grant.challenge
        ):
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(24)
        self.access[access] = grant
        signed = self.sign_token(self.id_token(grant, access))
        return 200, {"access_token": access, "token_type": "Bearer", "expires_in": ACCESS_SECONDS, "id_token": signed}

    def _is_the_service(self, form: Mapping[str, str]) -> bool:
        try:
            proof = jwt.decode(
                form["client_assertion"], self.client.signing_key, algorithms=[self.client.signing_algorithm]
            )
            JWTClaimsRegistry(
                now=now(),
                iss={"essential": True, "value": self.client.client_id},
                sub={"essential": True, "value": self.client.client_id},
                aud={"essential": True, "value": self.url("token")},
                exp={"essential": True},
                jti={"essential": True},
            ).validate(proof.claims)
        except (KeyError, JoseError):
            return False
        is_new = proof.claims["jti"] not in self.proofs
        self.proofs.add(proof.claims["jti"])
        is_short = proof.claims["exp"] <= now() + 10 * 60
        right_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        return is_new and is_short and form.get("client_assertion_type") == right_type

    def userinfo(self, access: str) -> tuple[int, dict[str, Any]]:
        """What somebody agreed to tell the service."""
        grant = self.access.get(access)
        if grant is None:
            return 401, {"error": "invalid_token"}
        said: dict[str, Any] = {"sub": grant.who.subject, "email": grant.who.email, "email_verified": True}
        if CORE_IDENTITY in grant.claims and grant.who.names and grant.level.endswith("P2"):
            said[CORE_IDENTITY] = self.sign_identity(self.identity(grant))
        if RETURN_CODE in grant.claims and grant.who.codes:
            said[RETURN_CODE] = [{"code": code} for code in grant.who.codes]
        return 200, said

    # What it signs

    def id_token(self, grant: Grant, access: str) -> dict[str, Any]:
        """Who has signed in."""
        half = sha256(access.encode()).digest()[:16]
        return {
            "iss": self.client.issuer,
            "aud": self.client.client_id,
            "sub": grant.who.subject,
            "iat": now(),
            "exp": now() + TOKEN_SECONDS,
            "nonce": grant.nonce,
            "vot": "Cl.Cm",
            "vtm": self.url("trustmark"),
            "sid": secrets.token_urlsafe(16),
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        }

    def identity(self, grant: Grant) -> dict[str, Any]:
        """Who somebody is."""
        given, family = grant.who.names or ("", "")
        parts = [{"type": "GivenName", "value": name} for name in given.split()]
        credential = {
            "name": [{"nameParts": [*parts, {"type": "FamilyName", "value": family}]}],
            "birthDate": [{"value": grant.who.born}],
        }
        return {
            "iss": self.client.identity_issuer,
            "aud": self.client.client_id,
            "sub": grant.who.subject,
            "iat": now(),
            "nbf": now(),
            "exp": now() + IDENTITY_SECONDS,
            "vot": "P2",
            "vtm": self.url("trustmark"),
            "vc": {
                "type": ["VerifiableCredential", "VerifiableIdentityCredential"],
                "credentialSubject": credential,
            },
        }

    def logout(self, who: Somebody) -> dict[str, Any]:
        """That somebody has signed out."""
        return {
            "iss": self.client.issuer,
            "aud": self.client.client_id,
            "sub": who.subject,
            "iat": now(),
            "exp": now() + TOKEN_SECONDS,
            "jti": secrets.token_urlsafe(16),
            "events": {LOGOUT_EVENT: {}},
        }

    def sign_token(self, claims: Mapping[str, Any]) -> str:
        """Signed as ID tokens and logout tokens are, with no type in the header, as One Login has it."""
        header = {"alg": "ES256", "kid": self.token_kid}
        return jwt.encode(header, dict(claims), self.token_key, ["ES256"], default_type=None)

    def sign_identity(self, claims: Mapping[str, Any]) -> str:
        """Signed as identities are."""
        return jwt.encode({"alg": "ES256", "kid": self.identity_kid}, dict(claims), self.identity_key, ["ES256"])
