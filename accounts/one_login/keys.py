"""The keys that One Login signs with: by which name, for which algorithm, and who answers for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

from accounts.one_login.configuration import Configuration
from accounts.one_login.documents import documents
from accounts.one_login.web import NoAnswer

Key = ECKey | RSAKey
KeyFor = Callable[[str, str], Key | None]
"""The key of this name for this algorithm, or None when there is no such key."""

ALGORITHMS = ("ES256", "RS256")
"""What One Login signs ID tokens and logout tokens with. Nothing symmetric, and never "none"."""
_SHAPES = {"ES256": {"kty": "EC", "crv": "P-256"}, "RS256": {"kty": "RSA"}}


def discovery(configuration: Configuration) -> dict[str, Any]:
    """One Login's description of itself. Raises NoAnswer, also when it is of somebody else."""
    document = documents.get(configuration.discovery_url)
    if document.get("issuer") != configuration.issuer:
        raise NoAnswer("the issuer is another")
    return document


def endpoint(configuration: Configuration, name: str) -> str:
    """One of One Login's addresses. Raises NoAnswer when it has none, or one without TLS where the issuer has it."""
    address = discovery(configuration).get(name)
    if not isinstance(address, str) or not address.startswith(configuration.issuer.split("://")[0] + "://"):
        raise NoAnswer(f"no {name}")
    return address


def token_keys(configuration: Configuration) -> KeyFor:
    """Keys of ID tokens and logout tokens."""
    address = endpoint(configuration, "jwks_uri")

    def find(document: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
        return (each for each in _objects(document.get("keys")) if each.get("kid") == name)

    return lambda name, algorithm: _look_up(address, find, name, algorithm)


def identity_keys(configuration: Configuration) -> KeyFor:
    """Keys of who somebody is: in the document of the controller that we know, and named as its own. The name in a
    token never says where to look."""

    def find(document: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
        controller, mark, fragment = name.partition("#")
        if controller != configuration.controller or not (mark and fragment):
            return
        if document.get("id") != controller:
            return
        for method in _objects(document.get("assertionMethod")):
            if method.get("id") == name and method.get("controller") == controller:
                yield from _objects([method.get("publicKeyJwk")])

    return lambda name, algorithm: _look_up(configuration.did_url, find, name, algorithm)


def _look_up(
    url: str, find: Callable[[dict[str, Any], str], Iterator[dict[str, Any]]], name: str, algorithm: str
) -> Key | None:
    found = next(find(documents.get(url), name), None)
    if found is None:
        # Keys are changed now and then: the new one may have come since.
        found = next(find(documents.get_anew(url), name), None)
    return _usable(found, algorithm) if found else None


def _usable(jwk: dict[str, Any], algorithm: str) -> Key | None:
    """The key, if it is a public one made for this algorithm: a token does not choose how it is checked."""
    shape = _SHAPES[algorithm]
    if any(jwk.get(name) != value for name, value in shape.items()):
        return None
    if jwk.get("alg", algorithm) != algorithm or jwk.get("use", "sig") != "sig":
        return None
    names = ("kty", "crv", "x", "y", "n", "e")
    try:
        key = import_key({name: jwk[name] for name in names if name in jwk})
    except (JoseError, ValueError, TypeError):
        return None
    return key if isinstance(key, ECKey | RSAKey) else None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
