"""The conversation with One Login: where to send somebody, what came of it, and where to sign them out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.integrations.base_client.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

from accounts.one_login.configuration import Configuration
from accounts.one_login.keys import endpoint
from accounts.one_login.pending import LEVELS, Pending, Purpose
from accounts.one_login.tokens import Claims, Refused, id_token_claims, identity_claims, now
from accounts.one_login.web import NoAnswer, get_json, through_the_edge

SCOPES = "openid email"
VOCABULARY = "https://vocab.account.gov.uk/v1/"
CORE_IDENTITY, RETURN_CODE = f"{VOCABULARY}coreIdentityJWT", f"{VOCABULARY}returnCode"
LEAST = "Cl.Cm"
"""Two factors. The ID token never says more, even where identity was asked for."""
ASSERTION_SECONDS = 5 * 60
MOST_IN_AN_ADDRESS = 2000
"""One Login takes addresses of at most 2048 characters for signing out."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody whom One Login has signed in, with two factors."""

    subject: str
    email: str
    """An address that One Login had confirmed; empty if there is none."""
    id_token: str
    trustmark: str
    said: Mapping[str, Any]
    """What it said of them when asked."""


def address_to_ask(configuration: Configuration, pending: Pending, *, state: str, language: str) -> str:
    """Where to send somebody. Raises NoAnswer."""
    asked: dict[str, str] = {
        "nonce": pending.nonce,
        "vtr": json.dumps([LEVELS[pending.purpose]]),
        "ui_locales": "cy" if language == "cy" else "en",
    }
    if pending.purpose == Purpose.PROVE:
        asked["claims"] = json.dumps({"userinfo": {CORE_IDENTITY: None, RETURN_CODE: None}}, separators=(",", ":"))
    address, _state = _session(configuration).create_authorization_url(
        endpoint(configuration, "authorization_endpoint"), state=state, code_verifier=pending.verifier, **asked
    )
    return str(address)


def exchange(configuration: Configuration, pending: Pending, *, code: str) -> SignedIn:
    """Who somebody is who came back with this code. Raises NoAnswer, or Refused for what is not to be believed."""
    token = _token(configuration, pending, code=code)
    access_token, id_token = token.get("access_token"), token.get("id_token")
    if not (isinstance(access_token, str) and isinstance(id_token, str)):
        raise Refused("no tokens")
    if str(token.get("token_type", "")).lower() != "bearer":
        raise Refused("token type")
    claims = id_token_claims(
        id_token, configuration=configuration, nonce=pending.nonce, level=LEAST, access_token=access_token
    )
    subject = _subject(claims)
    said = get_json(endpoint(configuration, "userinfo_endpoint"), bearer=access_token).document
    if said.get("sub") != subject:
        raise Refused("userinfo")
    email = said.get("email")
    return SignedIn(
        subject=subject,
        email=email if isinstance(email, str) and said.get("email_verified") is True else "",
        id_token=id_token,
        trustmark=str(claims.get("vtm", "")),
        said=said,
    )


def proven_identity(configuration: Configuration, person: SignedIn) -> Claims | None:
    """What One Login found out about who they are; None when it could not. Raises NoAnswer or Refused."""
    token = person.said.get(CORE_IDENTITY)
    if token is None:
        return None
    return identity_claims(
        token, configuration=configuration, subject=person.subject, trustmark=person.trustmark, level="P2"
    )


def return_codes(person: SignedIn) -> list[str]:
    """The letters by which One Login says, in confidence, that something was amiss."""
    given = person.said.get(RETURN_CODE)
    codes = [each.get("code") for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    return sorted({code for code in codes if isinstance(code, str) and len(code) == 1 and code.isalpha()})


def address_to_sign_out(configuration: Configuration, *, id_token: str) -> str:
    """Where to send somebody to be signed out of One Login too. Raises NoAnswer."""
    address = endpoint(configuration, "end_session_endpoint")
    query = urlencode({"id_token_hint": id_token, "post_logout_redirect_uri": configuration.after_sign_out_uri})
    whole = f"{address}?{query}"
    # Without the token One Login signs out all the same, and shows a page of its own.
    return whole if len(whole) <= MOST_IN_AN_ADDRESS else address


def _session(configuration: Configuration) -> OAuth2Session:
    session = OAuth2Session(
        configuration.client_id,
        configuration.signing_key,
        scope=SCOPES,
        redirect_uri=configuration.redirect_uri,
        code_challenge_method="S256",
    )
    through_the_edge(session)
    return session


def _token(configuration: Configuration, pending: Pending, *, code: str) -> Mapping[str, Any]:
    """The answer of the token endpoint, to which a key of ours proves who asks, for each request anew."""
    address = endpoint(configuration, "token_endpoint")
    proof = PrivateKeyJWT(
        address,
        claims={"exp": now() + ASSERTION_SECONDS, "iat": now()},
        headers={"kid": configuration.key_id} if configuration.key_id else None,
        alg=configuration.signing_algorithm,
    )
    session = _session(configuration)
    session.token_endpoint_auth_method = proof
    try:
        token: Mapping[str, Any] = session.fetch_token(
            address,
            grant_type="authorization_code",
            code=code,
            redirect_uri=configuration.redirect_uri,
            code_verifier=pending.verifier,
            allow_redirects=False,
        )
    except AuthlibBaseError as error:
        raise Refused(f"token: {_known(error.error)}") from None
    except (requests.RequestException, ValueError) as error:
        raise NoAnswer(type(error).__name__) from None
    return token


def _known(error: str | None) -> str:
    """An error by its name in OAuth 2.0; what else it may say is not for the log."""
    names = ("invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type")
    return error if error in names else "other"


def _subject(claims: Claims) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or len(subject) > 255:
        raise Refused("sub")
    return subject
