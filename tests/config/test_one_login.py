"""GOV.UK One Login is off unless it is set, and production is refused one that anybody could pretend to be."""

from __future__ import annotations

import base64
import subprocess
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from joserfc.jwk import ECKey, RSAKey

from tests.config.test_production import start
from tests.config.test_settings import setting
from tests.config.test_settings import start as start_with


def pem(key: ECKey | RSAKey) -> str:
    return key.as_pem(private=True).decode()


KEY = pem(ECKey.generate_key("P-256"))
GIVEN: dict[str, Any] = {
    "issuer": "https://oidc.account.gov.uk/",
    "client_id": "a-client",
    "private_key": KEY,
    "identity_issuer": "https://identity.account.gov.uk/",
    "key_id": "",
    "return_codes": {"A": "see_us"},
}
VARIABLES = {
    "ONE_LOGIN_ISSUER": "https://oidc.account.gov.uk/",
    "ONE_LOGIN_CLIENT_ID": "a-client",
    "ONE_LOGIN_PRIVATE_KEY": base64.b64encode(KEY.encode()).decode(),
    "ONE_LOGIN_IDENTITY_ISSUER": "https://identity.account.gov.uk/",
}
REFUSED = [
    *(({name: ""}, f"Set ONE_LOGIN_{name.upper()}") for name in ("issuer", "client_id", "private_key")),
    ({"identity_issuer": ""}, "Set ONE_LOGIN_IDENTITY_ISSUER"),
    ({"issuer": "http://oidc.account.gov.uk/"}, "ONE_LOGIN_ISSUER must be an https:// address"),
    ({"issuer": "oidc.account.gov.uk"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://localhost/"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://one-login.localhost/"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://127.0.0.1/"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://[::1]/"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://10.0.0.7/"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://user@oidc.account.gov.uk/"}, "ONE_LOGIN_ISSUER must be"),
    ({"issuer": "https://oidc.account.gov.uk/?a=b"}, "ONE_LOGIN_ISSUER must be"),
    ({"identity_issuer": "http://identity.account.gov.uk/"}, "ONE_LOGIN_IDENTITY_ISSUER must be"),
    ({"private_key": "no key"}, "ONE_LOGIN_PRIVATE_KEY is no RSA key"),
    ({"private_key": pem(ECKey.generate_key("P-384"))}, "ONE_LOGIN_PRIVATE_KEY is no RSA key"),
    ({"return_codes": {"A": "why"}}, "ONE_LOGIN_RETURN_CODES gives letters a meaning"),
]


@pytest.mark.parametrize(("changed", "told"), REFUSED, ids=[str(*changed.values())[:40] for changed, _ in REFUSED])
def test_the_service_does_not_start_with(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told):
        start({"ONE_LOGIN": {**GIVEN, **changed}})


def test_a_short_rsa_key_is_refused_and_a_long_one_is_not() -> None:
    short = subprocess.run(["openssl", "genrsa", "1024"], capture_output=True, text=True, check=True).stdout
    with pytest.raises(ImproperlyConfigured, match="3072 bits"):
        start({"ONE_LOGIN": {**GIVEN, "private_key": short}})
    start({"ONE_LOGIN": {**GIVEN, "private_key": pem(RSAKey.generate_key(3072))}})


def test_it_starts_with_a_good_one() -> None:
    start({"ONE_LOGIN": GIVEN})


def test_what_is_wrong_is_said_without_the_key() -> None:
    with pytest.raises(ImproperlyConfigured) as told:
        start({"ONE_LOGIN": {**GIVEN, "issuer": "", "private_key": "almost a key"}})
    assert "almost" not in str(told.value)


def test_it_is_off_until_it_is_set_and_read_from_the_environment() -> None:
    assert setting("ONE_LOGIN") is None
    found = setting("ONE_LOGIN", **VARIABLES, ONE_LOGIN_KEY_ID="k", ONE_LOGIN_RETURN_CODES="A=see_us,B=try_again")
    assert found == {**GIVEN, "key_id": "k", "return_codes": {"A": "see_us", "B": "try_again"}}


@pytest.mark.parametrize("name", VARIABLES)
def test_half_of_it_does_not_start(name: str) -> None:
    done = start_with(**{**VARIABLES, name: ""})
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


def test_a_demonstration_has_one_of_its_own() -> None:
    found = setting("ONE_LOGIN", DEMONSTRATION="1", ALLOWED_HOSTS="localhost")
    assert isinstance(found, dict)
    assert found["issuer"] == "https://service.example/demonstration/one-login/"
