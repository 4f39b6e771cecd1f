"""Passkeys (WebAuthn): a key that stays in a phone, a computer or a stick, and signs what we ask it to.

The browser speaks with it, for which it needs JavaScript; what it answers comes to us with an ordinary form. What a
passkey is for is bound to the name of our host, so that it tells nothing to another site.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.exceptions import InvalidJSONStructure, WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.models import Factor, User
from core.digests import digest, digests

LONGEST_ANSWER = 20_000
NOT_AN_ANSWER = (WebAuthnException, ValueError, TypeError, LookupError, RecursionError)
"""What reading an answer raises that is none: anybody can send anything, as deeply nested as they like."""


class NotRight(Exception):
    """What the browser sent is not an answer to what was asked, or not of this key."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a passkey is made and used: the host's name and the whole origin ("https://example.com")."""

    host: str
    origin: str
    name: str

    @property
    def by_name(self) -> str:
        """The origin by the name "localhost" where this one is only a number, as on one's own machine: browsers make
        passkeys for hosts with a name only. Empty elsewhere."""
        return self.origin.replace(self.host, "localhost", 1) if self.host == "127.0.0.1" else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is to ask the passkey (JSON), and the challenge that its answer must contain."""

    options: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Credential:
    """A passkey as we know it: its name for itself, and the key that its signatures are checked with."""

    credential_id: bytes
    public_key: bytes
    counter: int = 0

    def as_secret(self) -> str:
        """As a factor keeps it."""
        pair = {"id": self.credential_id, "key": self.public_key}
        return json.dumps({name: bytes_to_base64url(value) for name, value in pair.items()})

    @property
    def digests(self) -> list[bytes]:
        """By which it is known that nobody else has it."""
        return digests(f"passkey {bytes_to_base64url(self.credential_id)}")


def credential_of(factor: Factor) -> Credential:
    """The passkey that this factor is."""
    kept = {name: base64url_to_bytes(value) for name, value in json.loads(factor.secret).items()}
    return Credential(kept["id"], kept["key"], factor.counter)


def ask_to_make(*, user: User, known: Sequence[Factor], site: Site) -> Asked:
    """Ask for a new passkey, of a phone or stick that has none of ours yet."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        # Says nothing about anybody to whoever finds the stick.
        user_id=digest(f"passkey user {user.pk}"),
        user_name=user.email,
        user_display_name=user.name or user.email,
        exclude_credentials=_descriptors(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )
    return Asked(options_to_json(options), bytes_to_base64url(options.challenge))


def made(*, answer: str, challenge: str, site: Site) -> Credential:
    """The passkey that was made. Raises NotRight."""
    try:
        verified = verify_registration_response(
            credential=_read(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except NOT_AN_ANSWER as problem:
        raise NotRight from problem
    return Credential(verified.credential_id, verified.credential_public_key, verified.sign_count)


def ask_to_use(*, known: Sequence[Factor], site: Site) -> Asked:
    """Ask for one of these passkeys."""
    options = generate_authentication_options(rp_id=site.host, allow_credentials=_descriptors(known))
    return Asked(options_to_json(options), bytes_to_base64url(options.challenge))


def is_right(factor: Factor, *, answer: str, challenge: str, site: Site) -> bool:
    """Whether this passkey signed the challenge. Notes its count of uses in ``counter``: the row must be locked, and
    saved. A count that did not go up is of a copy, and refused."""
    known = credential_of(factor)
    try:
        given = _read(answer)
        if base64url_to_bytes(given["id"]) != known.credential_id:
            return False
        verified = verify_authentication_response(
            credential=given,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.counter,
        )
    except NOT_AN_ANSWER:
        return False
    factor.counter = verified.new_sign_count
    return True


def _descriptors(known: Sequence[Factor]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=credential_of(each).credential_id) for each in known]


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise InvalidJSONStructure("Longer than any passkey's answer")
    given = json.loads(answer)
    if not isinstance(given, dict):
        raise InvalidJSONStructure("Not an object")
    return given
