"""Every way in which an answer can be wrong: nobody is let in, and they are told what to do."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from accounts.models import User
from accounts.throttle import ANSWERS_FROM_PLACE
from audit.models import Event
from tests.accounts.one_login.conftest import SAM, START, Faulty, Keys, Visitor

pytestmark = pytest.mark.django_db

WRONG: dict[str, dict[str, Any]] = {
    "iss": {"iss": "https://elsewhere.example/"},
    "iss without its slash": {"iss": "https://oidc.account.example"},
    "no iss": {"iss": None},
    "aud": {"aud": "another-client"},
    "aud for others too": {"aud": ["our-client", "another-client"]},
    "no aud": {"aud": None},
    "azp": {"azp": "another-client"},
    "exp": {"exp": int(time.time()) - 3600},
    "exp that is no number": {"exp": "tomorrow"},
    "no exp": {"exp": None},
    "iat in the future": {"iat": int(time.time()) + 3600},
    "no iat": {"iat": None},
    "nonce": {"nonce": "somebody else’s"},
    "no nonce": {"nonce": None},
    "nonce that is no text": {"nonce": 7},
    "level too low": {"vot": "Cl"},
    "no level": {"vot": None},
    "no sub": {"sub": None},
    "sub that is no text": {"sub": ["a"]},
    "at_hash": {"at_hash": "of-another-token"},
    "nbf in the future": {"nbf": int(time.time()) + 3600},
}


def refused(visitor: Visitor, reason: str) -> None:
    """Nobody is in, nothing was made, it is noted by a word, and the page says what to do."""
    page = visitor.told(visitor.go())
    assert "We could not use what GOV.UK One Login told us" in page
    assert f'href="{START}"' in page
    assert not visitor.is_in
    assert not User.objects.exists()
    assert Event.objects.get(kind="one_login_refused").data == {"reason": reason, "purpose": "sign-in"}


@pytest.mark.parametrize("fault", WRONG)
def test_an_id_token_with_a_wrong(fault: str, visitor: Visitor, provider: Faulty) -> None:
    provider.id_token_is = WRONG[fault]
    name = next(iter(WRONG[fault]))
    refused(visitor, "level" if fault == "level too low" else name)


def test_an_id_token_that_another_key_signed(visitor: Visitor, provider: Faulty, keys: Keys) -> None:
    provider.signs_with = keys.stranger
    refused(visitor, "signature")


def test_an_id_token_that_names_a_key_nobody_has(visitor: Visitor, provider: Faulty) -> None:
    provider.token_header_is = {"kid": "nobody-has-it"}
    refused(visitor, "key")


def test_an_id_token_that_names_no_key(visitor: Visitor, provider: Faulty) -> None:
    provider.token_header_is = {"kid": ""}
    refused(visitor, "key")


def test_an_id_token_that_nobody_signed(visitor: Visitor, provider: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsigned(claims: dict[str, Any]) -> str:
        signed = jwt.encode({"alg": "ES256", "kid": provider.token_kid}, claims, provider.token_key, ["ES256"])
        return f"eyJhbGciOiJub25lIn0.{signed.split('.')[1]}."

    monkeypatch.setattr(provider, "sign_token", unsigned)
    refused(visitor, "algorithm")


def test_an_id_token_signed_with_what_everybody_knows(
    visitor: Visitor, provider: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = OctKey.import_key(provider.token_key.as_pem(private=False).hex())
    monkeypatch.setattr(
        provider, "sign_token", lambda claims: jwt.encode({"alg": "HS256", "kid": provider.token_kid}, claims, known)
    )
    refused(visitor, "algorithm")


def test_a_key_made_for_another_algorithm(visitor: Visitor, provider: Faulty) -> None:
    public = provider.token_key.as_dict(private=False)
    provider.published = [{**public, "kid": provider.token_kid, "alg": "ES384"}]
    refused(visitor, "key")


def test_a_key_that_is_for_encrypting(visitor: Visitor, provider: Faulty) -> None:
    public = provider.token_key.as_dict(private=False)
    provider.published = [{**public, "kid": provider.token_kid, "use": "enc"}]
    refused(visitor, "key")


def test_rs256_with_its_own_key_is_believed_too(visitor: Visitor, provider: Faulty) -> None:
    key = RSAKey.generate_key(2048)
    provider.signs_with, provider.token_header_is = key, {"alg": "RS256"}
    provider.published = [{**key.as_dict(private=False), "kid": provider.token_kid, "alg": "RS256", "use": "sig"}]
    assert visitor.go().status_code == 302
    assert visitor.is_in


@pytest.mark.parametrize("garbage", ["", "a.b", "a.b.c", "...", "é.é.é", "bnVsbA.e30.c2ln", "x" * 20_000 + ".a.b"])
def test_what_is_no_token(garbage: str, visitor: Visitor, provider: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "sign_token", lambda _claims: garbage)
    assert "We could not use" in visitor.told(visitor.go())
    assert not visitor.is_in


def test_what_is_said_of_somebody_else(visitor: Visitor, provider: Faulty) -> None:
    provider.said_is = {"sub": "urn:fdc:gov.uk:2022:somebody-else"}
    refused(visitor, "userinfo")


def test_a_code_that_one_login_does_not_take(visitor: Visitor) -> None:
    asked = visitor.ask()
    assert "We could not use" in visitor.told(visitor.back(code="made-up", state=asked["state"]))
    assert Event.objects.get(kind="one_login_refused").data["reason"] == "token: invalid_grant"


def test_an_answer_that_says_it_is_of_another(visitor: Visitor) -> None:
    asked = visitor.ask()
    code = visitor.provider.grant(asked, SAM)
    response = visitor.back(code=code, state=asked["state"], iss="https://elsewhere.example/")
    assert "We could not use" in visitor.told(response)
    assert code in visitor.provider.codes, "it was not even asked about"


def test_nobody_has_us_ask_without_end(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "accounts.views.one_login.ANSWERS_FROM_PLACE", replace(ANSWERS_FROM_PLACE, free=2, name="few in tests")
    )
    assert visitor.go().status_code == 302
    assert visitor.is_in, "a right answer is not counted"
    for _ in range(2):
        visitor = Visitor(visitor.provider)
        visitor.told(visitor.back(code="made-up", state=visitor.ask()["state"]))
    before = visitor.provider.asked.count("token")
    page = visitor.told(visitor.back(code="made-up", state=visitor.ask()["state"]))
    assert "You cannot use GOV.UK One Login here for a short while" in page
    assert visitor.provider.asked.count("token") == before


# The way back


def is_unfinished(visitor: Visitor, response: Any) -> bool:
    return "We could not finish signing you in" in visitor.told(response)


def test_an_answer_counts_once(visitor: Visitor) -> None:
    asked = visitor.ask()
    code = visitor.provider.grant(asked, SAM)
    assert visitor.back(code=code, state=asked["state"]).status_code == 302
    # In the same browser: they went back a page, and are in.
    assert visitor.back(code=code, state=asked["state"]).url == reverse("home:home")
    visitor.client.post(reverse("accounts:sign_out"))
    again = visitor.provider.grant(asked, SAM)
    assert is_unfinished(visitor, visitor.back(code=again, state=asked["state"]))
    assert not visitor.is_in


def test_an_answer_counts_in_the_browser_that_asked(visitor: Visitor) -> None:
    asked = visitor.ask()
    code = visitor.provider.grant(asked, SAM)
    other = Visitor(visitor.provider, Client())
    assert is_unfinished(other, other.back(code=code, state=asked["state"]))
    # Nor does it with a question of its own: the nonce, and the proof of it, are another's.
    own = other.ask()
    assert "We could not use" in other.told(other.back(code=code, state=own["state"]))
    assert not other.is_in


@pytest.mark.parametrize("query", [{}, {"state": "sign-in.made-up"}, {"state": "é", "code": "x"}, {"error": "x"}])
def test_an_answer_to_nothing(query: dict[str, str], visitor: Visitor) -> None:
    visitor.ask()
    assert is_unfinished(visitor, visitor.back(**query))


def test_an_answer_that_took_too_long(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = visitor.ask()
    monkeypatch.setattr("accounts.one_login.pending.LIFE_SECONDS", 0)
    assert is_unfinished(visitor, visitor.back(code=visitor.provider.grant(asked, SAM), state=asked["state"]))


def test_an_answer_after_somebody_else_signed_in_is_not_theirs(visitor: Visitor, make_account: Any) -> None:
    asked = visitor.ask()
    code = visitor.provider.grant(asked, SAM)
    make_account("lee@example.com")
    lee = {"email": "lee@example.com", "password": "three plain words"}
    visitor.client.post(reverse("accounts:sign_in"), lee)
    visitor.back(code=code, state=asked["state"])
    assert not User.objects.filter(email=SAM.email).exists()


def test_several_windows_each_get_their_answer(visitor: Visitor) -> None:
    first, second = visitor.ask(), visitor.ask()
    assert visitor.back(code=visitor.provider.grant(first, SAM), state=first["state"]).status_code == 302
    assert second["state"] != first["state"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("access_denied", "You did not finish signing in to GOV.UK One Login"),
        ("login_required", "Sign in again"),
        ("temporarily_unavailable", "GOV.UK One Login is not working right now"),
        ("server_error", "GOV.UK One Login is not working right now"),
        ("unauthorized_client", "You cannot use GOV.UK One Login here at the moment"),
        ("invalid_request", "We could not use what GOV.UK One Login told us"),
        ("invalid_scope", "We could not use what GOV.UK One Login told us"),
        ("unsupported_response_type", "We could not use what GOV.UK One Login told us"),
        ("<script>", "We could not use what GOV.UK One Login told us"),
    ],
)
def test_what_one_login_answers_instead(error: str, told: str, visitor: Visitor) -> None:
    asked = visitor.ask()
    page = visitor.told(visitor.back(error=error, error_description="<b>why</b>", state=asked["state"]))
    assert told in page
    assert page.count("<h1") == 1
    assert asked["state"] not in page
    assert is_unfinished(visitor, visitor.back(error=error, state=asked["state"])), "an error counts once, too"


@pytest.mark.parametrize("down", ["openid-configuration", "token", "userinfo", "jwks.json"])
def test_one_login_does_not_answer(down: str, visitor: Visitor, provider: Faulty) -> None:
    provider.down = frozenset({down})
    response = visitor.client.get(START)
    if "authorize" in response.url:
        response = visitor.go()
    assert "GOV.UK One Login is not working right now" in visitor.told(response)
    assert not visitor.is_in
