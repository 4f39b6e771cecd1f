"""Proving who one is: what One Login signs is believed only as it must be, and never put over what was declared."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import ECKey

from accounts.identity.standing import standing_of
from accounts.models import IdentityCheck, IdentityLevel, Person
from accounts.one_login.configuration import Configuration
from accounts.one_login.return_codes import Follows, what_follows
from audit.models import Event
from demo.one_login.provider import Somebody
from tests.accounts.one_login.conftest import SAM, Faulty, Keys, Visitor

pytestmark = pytest.mark.django_db
PROVE, IDENTITY = reverse("accounts:one_login_prove"), reverse("accounts:identity")
NAME = {"name": [{"nameParts": [{"type": "FamilyName", "value": "Okafor"}]}]}


@pytest.fixture
def at_home(visitor: Visitor) -> Visitor:
    """Sam, who came by One Login, and has declared who they are."""
    visitor.go()
    Person.objects.update(given_names="Samantha", family_name="Okafor", date_of_birth=date(1990, 4, 15))
    return visitor


def level() -> str:
    return standing_of(Person.objects.get()).level


def test_identity_is_asked_for_and_nothing_more_than_it(at_home: Visitor) -> None:
    asked = at_home.ask(PROVE)
    assert asked["vtr"] == '["Cl.Cm.P2"]'
    vocabulary = "https://vocab.account.gov.uk/v1/"
    assert json.loads(asked["claims"]) == {
        "userinfo": {f"{vocabulary}coreIdentityJWT": None, f"{vocabulary}returnCode": None}
    }


def test_who_is_proved_is_known(at_home: Visitor) -> None:
    assert at_home.go(SAM, PROVE).url == IDENTITY
    assert level() == IdentityLevel.MEDIUM
    check = IdentityCheck.objects.get()
    assert (check.route, check.checked_by_name) == ("one_login", "GOV.UK One Login")
    assert Person.objects.get().given_names == "Samantha", "what they declared stays what they declared"
    assert "proved who you are" in at_home.client.get(IDENTITY).content.decode()


@pytest.mark.parametrize(
    "who",
    [
        replace(SAM, names=("SAMANTHA", "O’KAFOR")),
        replace(SAM, names=("Sam", "Ökafor")),
    ],
)
def test_a_name_is_the_same_however_it_is_written(who: Somebody, at_home: Visitor) -> None:
    assert at_home.go(who, PROVE).url == IDENTITY
    assert level() == IdentityLevel.MEDIUM


@pytest.mark.parametrize("who", [replace(SAM, names=("Samantha", "Adeyemi")), replace(SAM, born="1990-04-16")])
def test_details_of_somebody_else_open_nothing_and_change_nothing(who: Somebody, at_home: Visitor) -> None:
    assert "Your details are not the same" in at_home.told(at_home.go(who, PROVE))
    person = Person.objects.get()
    assert (person.family_name, person.date_of_birth) == ("Okafor", date(1990, 4, 15))
    assert level() == IdentityLevel.NONE
    assert Event.objects.get(kind="one_login_identity").data["is_same"] is False


def test_an_earlier_name_is_not_who_they_are_now(
    at_home: Visitor, provider: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renamed(grant: Any) -> dict[str, Any]:
        said = Faulty.identity(provider, grant)
        credential = said["vc"]["credentialSubject"]
        earlier = [{"type": "GivenName", "value": "Samantha"}, {"type": "FamilyName", "value": "Okafor"}]
        now = [{"type": "GivenName", "value": "Samantha"}, {"type": "FamilyName", "value": "Lee"}]
        credential["name"] = [{"validUntil": "2020-03-01", "nameParts": earlier}, {"nameParts": now}]
        return said

    monkeypatch.setattr(provider, "identity", renamed)
    assert "Your details are not the same" in at_home.told(at_home.go(SAM, PROVE))


WRONG: dict[str, dict[str, Any]] = {
    "iss": {"iss": "https://oidc.account.example/"},
    "aud": {"aud": "another-client"},
    "sub": {"sub": "urn:fdc:gov.uk:2022:somebody-else"},
    "exp": {"exp": int(time.time()) - 3600},
    "no exp": {"exp": None},
    "iat": {"iat": int(time.time()) + 3600},
    "nbf": {"nbf": int(time.time()) + 3600},
    "level": {"vot": "P1"},
    "level of another kind": {"vot": "Cl.Cm.P2"},
    "no level": {"vot": None},
    "vtm": {"vtm": "https://elsewhere.example/trustmark"},
    "no vc": {"vc": None},
    "vc without anybody": {"vc": {"type": []}},
    "vc without a name": {"vc": {"credentialSubject": {"birthDate": [{"value": "1990-04-15"}]}}},
    "vc without a birth date": {"vc": {"credentialSubject": NAME}},
    "vc of no day": {"vc": {"credentialSubject": {**NAME, "birthDate": [{"value": "in spring"}]}}},
    "vc of another form": {"vc": {"credentialSubject": {"name": "Sam", "birthDate": 7}}},
}


def nothing_is_proved(visitor: Visitor) -> None:
    """By what One Login says now. It is noted, and they are told."""
    assert "We could not use what GOV.UK One Login told us" in visitor.told(visitor.go(SAM, PROVE))
    assert level() == IdentityLevel.NONE
    assert not IdentityCheck.objects.exists()
    assert Event.objects.get(kind="one_login_refused").data["purpose"] == "prove"
    assert visitor.is_in, "they signed in before, and rightly"


@pytest.mark.parametrize("fault", WRONG)
def test_an_identity_with_a_wrong(fault: str, at_home: Visitor, provider: Faulty) -> None:
    provider.identity_is = WRONG[fault]
    nothing_is_proved(at_home)


def test_an_identity_that_another_key_signed(at_home: Visitor, provider: Faulty, monkeypatch: Any, keys: Keys) -> None:
    signed = provider.sign_identity

    def by_a_stranger(claims: Any) -> str:
        provider.signs_with = keys.stranger
        token = signed(claims)
        provider.signs_with = None
        return token

    monkeypatch.setattr(provider, "sign_identity", by_a_stranger)
    nothing_is_proved(at_home)


@pytest.mark.parametrize(
    "kid", ["did:web:elsewhere.example#key", "did:web:identity.account.example#unknown", "key", ""]
)
def test_an_identity_whose_key_is_not_the_controllers(kid: str, at_home: Visitor, provider: Faulty) -> None:
    provider.identity_header_is = {"kid": kid}
    nothing_is_proved(at_home)


def test_an_identity_signed_with_the_key_of_id_tokens(at_home: Visitor, provider: Faulty, monkeypatch: Any) -> None:
    monkeypatch.setattr(provider, "sign_identity", provider.sign_token)
    nothing_is_proved(at_home)


def test_an_identity_is_signed_in_one_way_only(at_home: Visitor, provider: Faulty, monkeypatch: Any) -> None:
    key = ECKey.generate_key("P-384")
    monkeypatch.setattr(
        provider,
        "sign_identity",
        lambda claims: jwt.encode({"alg": "ES384", "kid": provider.identity_kid}, claims, key, ["ES384"]),
    )
    nothing_is_proved(at_home)


def test_a_trustmark_that_was_not_named_does_not_stand_for_one(at_home: Visitor, provider: Faulty) -> None:
    provider.id_token_is, provider.identity_is = {"vtm": None}, {"vtm": ""}
    nothing_is_proved(at_home)


@pytest.mark.parametrize(
    ("codes", "told", "follows"),
    [
        ((), "could not prove who you are", "another_way"),
        (("R",), "Not everything was done", "try_again"),
        (("Q",), "We have to prove who you are ourselves", "see_us"),
        (("R", "Q"), "We have to prove who you are ourselves", "see_us"),
        (("X",), "could not prove who you are", "another_way"),
        (("R", "X"), "could not prove who you are", "another_way"),
    ],
)
def test_a_missing_identity(codes: tuple[str, ...], told: str, follows: str, at_home: Visitor) -> None:
    page = at_home.told(at_home.go(replace(SAM, names=None, codes=codes), PROVE))
    assert told in page
    assert IDENTITY in page, "there are other ways"
    assert level() == IdentityLevel.NONE
    event = Event.objects.get(kind="one_login_identity_not_proven")
    assert event.data == {"codes": sorted(codes), "follows": follows}


def test_a_letter_can_come_with_an_identity(at_home: Visitor) -> None:
    assert at_home.go(replace(SAM, codes=("Q",)), PROVE).url == IDENTITY
    assert Event.objects.get(kind="one_login_identity").data == {"is_same": True, "codes": ["Q"]}


@pytest.mark.parametrize("given", ["Q", {"code": "Q"}, [None, "Q", {"code": 7}, {"code": "long"}, {"kode": "Q"}]])
def test_letters_of_another_form_are_passed_over(given: Any, at_home: Visitor, provider: Faulty) -> None:
    provider.said_is = {"https://vocab.account.gov.uk/v1/returnCode": given}
    assert "could not prove" in at_home.told(at_home.go(replace(SAM, names=None), PROVE))


def test_the_most_that_a_letter_asks_for_follows() -> None:
    assert what_follows(["A"], {"A": "try_again"}) == Follows.TRY_AGAIN
    assert what_follows([], {"A": "try_again"}) == Follows.ANOTHER_WAY


def test_it_must_be_their_own_one_login(at_home: Visitor) -> None:
    assert "You used another GOV.UK One Login" in at_home.told(
        at_home.go(Somebody("lee@example.com", SAM.names), PROVE)
    )
    assert level() == IdentityLevel.NONE


def test_who_has_connected_none_does_that_first(visitor: Visitor, make_account: Any, browser: Any) -> None:
    sam = Visitor(visitor.provider, browser(make_account()))
    first = sam.client.get(PROVE)
    assert first.url == f"{reverse('accounts:one_login')}?next=%2Faccount%2Fidentity%2Fone-login%2F"
    page = sam.client.get(first.url).content.decode()
    connect = f"{reverse('accounts:one_login_connect')}?next=%2Faccount%2Fidentity%2Fone-login%2F"
    assert connect in page
    sam.go(SAM, connect)
    assert sam.client.post(reverse("accounts:one_login_agree")).url == PROVE


def test_who_took_so_long_that_their_session_ended_goes_on_from_there(at_home: Visitor) -> None:
    asked = at_home.ask(PROVE)
    fresh = Visitor(at_home.provider)
    page = fresh.told(fresh.back(code=at_home.provider.grant(asked, SAM), state=asked["state"]))
    assert "We do not have the result yet" in page
    way_on = f"{reverse('accounts:one_login_start')}?next={PROVE}"
    assert way_on in page
    assert fresh.go(SAM, way_on).url == PROVE
    assert fresh.go(SAM, PROVE).url == IDENTITY
    assert level() == IdentityLevel.MEDIUM


def test_who_stopped_may_try_again_or_another_way(at_home: Visitor) -> None:
    asked = at_home.ask(PROVE)
    page = at_home.told(at_home.back(error="access_denied", state=asked["state"]))
    assert "has not proved who you are" in page
    assert PROVE in page
    assert IDENTITY in page


def test_real_addresses_are_read_as_they_are_documented() -> None:
    live = Configuration("https://oidc.account.gov.uk/", "x", "", "https://identity.account.gov.uk/")
    assert live.discovery_url == "https://oidc.account.gov.uk/.well-known/openid-configuration"
    assert live.controller == "did:web:identity.account.gov.uk"
