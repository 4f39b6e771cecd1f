"""A passkey in a few lines: makes a key pair and signs what it is asked to, as a phone or a stick does (WebAuthn)."""

from __future__ import annotations

import hashlib
import html
import json
import re
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, ATTESTED = 0x01, 0x40


class Authenticator:
    """One credential, for one host. ``counter`` is how often it was used."""

    def __init__(self, origin: str = "http://testserver") -> None:
        self.origin = origin
        self.host = origin.split("//")[1].split(":")[0]
        self.credential_id = secrets.token_bytes(32)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.counter = 0

    def make(self, page: str) -> str:
        """What the browser sends for a passkey made on this page."""
        numbers = self.key.public_key().public_numbers()
        public_key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cbor2.dumps(public_key)
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(PRESENT | ATTESTED) + attested}
        return self._written(clientDataJSON=self._said("webauthn.create", page), attestationObject=cbor2.dumps(made))

    def use(self, page: str) -> str:
        """What the browser sends when it is used on this page."""
        self.counter += 1
        data, said = self._data(PRESENT), self._said("webauthn.get", page)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._written(clientDataJSON=said, authenticatorData=data, signature=signature)

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _said(self, kind: str, page: str) -> bytes:
        return json.dumps({"type": kind, "challenge": asked(page)["challenge"], "origin": self.origin}).encode()

    def _written(self, **response: bytes) -> str:
        name = bytes_to_base64url(self.credential_id)
        answers = {key: bytes_to_base64url(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": answers})


def asked(page: str) -> dict[str, Any]:
    """What a page asks of a passkey."""
    found = re.search(r'data-passkey-options="([^"]*)"', page)
    assert found, "The page asks for no passkey"
    options: dict[str, Any] = json.loads(html.unescape(found[1]))
    return options
