"""Claims of people whom staff are close to are kept from them, wherever they would meet them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.knowing import declare_known, end_known
from accounts.models import Help, HelperKind, HelpScope, KnownPerson, Office, User
from accounts.roles import Role
from audit.models import Access, Event
from claims.closeness import is_kept
from claims.handing import hand_over, let_back
from claims.kept import Closeness, HandOver, KeptAttempt
from claims.models import Fact, ReasonCode
from claims.records import open_record
from claims.same_home import home_key
from claims.services import record_nino, refuse_claim
from core.actor import Actor
from core.likeness import name_and_birth
from demo.stories import LONE_PARENT
from staff.services import check_identity
from tests.claims.claimants import Claimant, make_claimant, signed_in
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db

KEPT = "This claim is kept from you"
KNOWN, ADD, CONFLICTS = reverse("staff:known"), reverse("staff:add_known"), reverse("staff:conflicts")


def sent(**answers: Any) -> Claimant:
    """Somebody unlike everybody else here whose claim was sent."""
    number = Event.objects.count()
    unlike = {
        "given_names": "Robin",
        "family_name": "Quigley",
        "date_of_birth": "1988-06-21",
        "nino": f"QQ{number:06}A",
        "address_line_1": f"{number} Long Lane",
        "account_number": f"{20_000_000 + number}",
    }
    return make_claimant().answer(LONE_PARENT.but(**{**unlike, **answers})).send()


def page(claimant: Claimant, name: str = "record") -> str:
    return reverse(f"staff:{name}", args=[claimant.claim.reference])


def at_work(claimant: Claimant, role: str = Role.ADVISER) -> Worker:
    """Somebody with a claim of their own who also works here."""
    claimant.user.roles = [Role.CLAIMANT, role]
    claimant.user.name = "Both"
    claimant.user.save()
    claimant.user.refresh_from_db()
    return Worker(claimant.user, actor_for(claimant.user, roles={role}), signed_in(claimant.user))


@pytest.fixture
def leader(db: None) -> Worker:
    return make_worker(Role.TEAM_LEADER, name="Ruth Osei")


def assert_kept(worker: Worker, claimant: Claimant, why: str) -> None:
    """Nowhere in their pages, and nothing that a service does for them."""
    lists = ("/staff/", f"/staff/find/?q={claimant.claim.reference}", "/staff/find/?q=Quig", "/staff/identity/")
    if why != Closeness.ACCOUNT:  # encrypted, so compared when it is asked for
        assert not [each for each in lists if page(claimant) in worker.browser.get(each).content.decode()]
    before = KeptAttempt.objects.count()
    for name in ("open", "record", "identity", "decide", "pay"):
        response = worker.browser.get(page(claimant, name))
        assert response.status_code == 404
        html = response.content.decode()
        assert KEPT in html
        assert not [each for each in ("Quigley", "Robin", "Long Lane") if each in html]
    assert KeptAttempt.objects.count() == before + 5
    attempt = KeptAttempt.objects.first()
    assert attempt is not None
    assert (attempt.staff_id, attempt.claim_id, attempt.why) == (worker.user.pk, claimant.claim.pk, why)
    assert not [each for each in lists if page(claimant) in worker.browser.get(each).content.decode()]
    event = Event.objects.filter(kind="kept_claim_asked_for").latest("at")
    assert (event.user_id, event.person_id, event.data["why"]) == (worker.user.pk, None, why)
    assert not Access.objects.filter(user_id=worker.user.pk).exists(), "nothing was seen"
    assert worker.user.name not in claimant.browser.get("/who-looked/").content.decode()
    for refused in (
        lambda: open_record(claim=claimant.claim, reason="new_claim", note="", by=worker.by),
        lambda: refuse_claim(claim=claimant.claim, reason=_refusal(), note="", by=worker.by),
        lambda: check_identity(claim=claimant.claim, person=claimant.person, by=worker.by, route="face_to_face"),
        lambda: record_nino(claim=claimant.claim, person=claimant.person, nino="QQ654321A", by=worker.by),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def _refusal() -> ReasonCode:
    return ReasonCode.objects.get(code="in-education")


@pytest.mark.parametrize(
    "known",
    [
        {"claim_reference": "the reference"},
        {"nino": "the number"},
        {"family_name": "QUÍGLEY", "date_of_birth": date(1988, 6, 21)},
    ],
    ids=["reference", "number", "name and birth"],
)
def test_who_is_known_is_kept(known: dict[str, Any], adviser: Worker) -> None:
    claimant, other = sent(), sent(family_name="Quill", date_of_birth="1990-01-01")
    given = {
        "the reference": claimant.claim.reference,
        "the number": claimant.person.nino,
    }
    assert adviser.browser.get(page(claimant, "open")).status_code == 200
    declare_known(relation="friend", by=adviser.by, **{name: given.get(value, value) for name, value in known.items()})
    assert_kept(adviser, claimant, Closeness.KNOWN)
    assert other.claim.reference in adviser.browser.get("/staff/").content.decode()
    assert adviser.browser.get(page(other, "open")).status_code == 200
    assert make_worker(name="Somebody else").browser.get(page(claimant, "open")).status_code == 200


def test_who_claims_later_is_kept_too(adviser: Worker) -> None:
    declare_known(relation="neighbour", family_name="Quigley", date_of_birth=date(1988, 6, 21), by=adviser.by)
    assert_kept(adviser, sent(), Closeness.KNOWN)


def test_a_record_that_is_open_closes_when_they_say_that_they_know_somebody(adviser: Worker) -> None:
    claimant = sent()
    adviser.open(claimant.claim)
    answers = f"/claims/{claimant.claim.reference}/answers/"
    assert adviser.browser.get(answers).status_code == 200
    declare_known(relation="relative", nino=claimant.person.nino, by=adviser.by)
    assert adviser.browser.get(answers).status_code == 404
    assert KEPT in adviser.browser.get(page(claimant)).content.decode()


def test_their_own_is_kept() -> None:
    claimant = sent()
    assert_kept(at_work(claimant), claimant, Closeness.OWN)


def test_a_second_account_with_their_number_is_kept() -> None:
    claimant, mine = sent(), sent(family_name="Quill", date_of_birth="1990-01-01")
    User.objects.filter(pk=mine.user.pk).update(name="Both")
    mine.person.nino = claimant.person.nino
    mine.person.save(update_fields=["nino", "nino_digest"])
    assert_kept(at_work(mine), claimant, Closeness.SAME_NUMBER)


@pytest.mark.parametrize(
    ("same", "why"),
    [
        ({"address_line_1": "7 High Street"}, Closeness.ADDRESS),
        ({"account_number": "31926819"}, Closeness.ACCOUNT),
    ],
    ids=["address", "account"],
)
def test_what_shares_their_address_or_account_is_kept(same: dict[str, str], why: str) -> None:
    mine = sent(family_name="Quill", date_of_birth="1990-01-01", **same)
    assert_kept(at_work(mine), sent(**same), why)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_one"),
    [
        ({"address_line_1": "Flat 2", "address_line_2": "7 High Street"}, {"address_line_1": "2, 7 HIGH  ST."}, True),
        ({"address_line_1": "12 a High Street"}, {"address_line_1": "12A, high st"}, True),
        ({"address_line_1": "Tŷ Gwyn, High Street"}, {"address_line_1": "TY GWYN"}, True),
        ({"address_line_1": "12 High Street"}, {"address_line_1": "12a High Street"}, False),
        ({"address_line_1": "7 High Street"}, {"address_line_1": "7 High Street", "postcode": "SA1 1AA"}, False),
    ],
)
def test_homes_are_one_by_postcode_and_number_or_name(
    mine: dict[str, str], theirs: dict[str, str], is_one: bool
) -> None:
    postcode = {"postcode": "CF10 1BH"}
    keys = [home_key_of({**postcode, **home}) for home in (mine, theirs)]
    assert None not in keys
    assert (keys[0] == keys[1]) is is_one


def home_key_of(home: dict[str, str]) -> str | None:
    with connection.cursor() as cursor:
        key = home_key().extra["template"] % {"expressions": "value"}
        cursor.execute(f"SELECT {key} FROM (SELECT %s::jsonb AS value) AS home", [json.dumps(home)])
        return cursor.fetchone()[0]


def test_an_address_spelt_another_way_is_kept_and_found_by_its_index() -> None:
    mine = sent(family_name="Quill", date_of_birth="1990-01-01", address_line_1="7 High Street")
    claimant, worker = sent(address_line_1="7, HIGH   street"), at_work(mine)
    assert page(claimant) not in worker.browser.get("/staff/").content.decode()
    assert worker.browser.get(page(claimant, "open")).status_code == 404
    with transaction.atomic(), connection.cursor() as cursor:
        # Of so few rows any index does as well: without the others it is this one, or none that fits.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL enable_seqscan = off; DROP INDEX facts_by_kind")
        cursor.execute("ALTER TABLE claims_fact DROP CONSTRAINT one_fact_a_day")
        homes = Fact.objects.filter(superseded_at=None, kind="home", claim__isnull=False)
        assert "facts_by_home" in homes.annotate(home_key=home_key()).filter(home_key="CF101BH 7").explain()
        transaction.set_rollback(True)


def test_whom_they_help_is_kept(adviser: Worker) -> None:
    claimant = sent()
    adviser.user.roles = [Role.ADVISER, Role.HELPER]
    adviser.user.save()
    Help.objects.create(
        person=claimant.person,
        kind=HelperKind.RELATIVE,
        name="Amina",
        email=adviser.user.email,
        scopes=[HelpScope.CLAIM],
        until=date(2030, 1, 1),
        code_digest=bytes(32),
        invited_at=Event.objects.latest("at").at,
        helper=adviser.user,
    )
    assert_kept(Worker(adviser.user, adviser.by, signed_in(adviser.user)), claimant, Closeness.HELPED)


def test_the_service_itself_and_others_handle_it(adviser: Worker) -> None:
    claimant = sent()
    declare_known(relation="friend", nino=claimant.person.nino, by=adviser.by)
    assert is_kept(claimant.claim, adviser.by)
    assert not is_kept(claimant.claim, Actor.system("Payments run"))
    assert not is_kept(claimant.claim, make_worker(name="Somebody else").by)


def test_who_asks_is_told_whom_to_turn_to(adviser: Worker, leader: Worker) -> None:
    claimant = sent()
    declare_known(relation="friend", nino=claimant.person.nino, by=adviser.by)
    assert "ask your team leader: Ruth Osei." in adviser.browser.get(page(claimant)).content.decode()
    leader.user.office = Office.objects.create(name="Leeds", address="1 Park Row", opening_hours="9 to 5", phone="0113")
    leader.user.save()
    assert "ask a team leader." in adviser.browser.get(page(claimant)).content.decode()


def test_staff_say_whom_they_know(adviser: Worker) -> None:
    claimant = sent()
    assert "You have told us about nobody." in adviser.browser.get(KNOWN).content.decode()
    form = {
        "relation": "friend",
        "claim_reference": claimant.claim.reference.lower().replace("-", " "),
        "nino": "QQ 12 34 56 C",
        "family_name": "O’Brien",
        "date_of_birth-day": "21",
        "date_of_birth-month": "6",
        "date_of_birth-year": "1988",
    }
    assert adviser.browser.post(ADD, form)["Location"] == KNOWN
    known = KnownPerson.objects.get()
    assert (known.staff, known.claim_reference, known.nino) == (adviser.user, claimant.claim.reference, "QQ123456C")
    assert (known.family_name, known.date_of_birth) == ("O’Brien", "1988-06-21")
    shown = adviser.browser.get(KNOWN).content.decode()
    for words in ("A friend", claimant.claim.reference, "National Insurance number", "Family name and date of birth"):
        assert words in shown
    for secret in ("QQ123456C", "O’Brien", "1988"):
        assert secret not in shown
    assert "A friend" not in make_worker(name="Somebody else").browser.get(KNOWN).content.decode()
    event = Event.objects.get(kind="known_person_declared")
    assert (event.user_id, event.person_id, event.data) == (adviser.user.pk, None, {"relation": "friend"})


def test_a_name_in_another_script_is_compared_and_one_without_letters_is_asked_again(adviser: Worker) -> None:
    assert name_and_birth("Шевченко", "1988-06-21") == name_and_birth(" шевченко", "1988-06-21") != ""
    born = {"date_of_birth-day": "21", "date_of_birth-month": "6", "date_of_birth-year": "1988"}
    asked = adviser.browser.post(ADD, {"relation": "friend", "family_name": "123", **born})
    assert "Enter a family name with letters" in asked.content.decode()
    assert not KnownPerson.objects.exists()


def test_the_answer_is_the_same_whether_they_claim_or_not(adviser: Worker) -> None:
    answers = []
    for number in (sent().person.nino, "QQ999999A"):
        adviser.browser.post(ADD, {"relation": "friend", "nino": number})
        html = adviser.browser.get(KNOWN).content.decode()
        answers.append("It is saved. What this person claims is kept from you." in html)
    assert answers == [True, True]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Select how you know them"),
        ({"relation": "friend"}, "Enter a claim reference, a National Insurance number, or a family name"),
        ({"relation": "friend", "claim_reference": "UC-1"}, "Enter a claim reference like UC-7K3F-9Q2M"),
        ({"relation": "friend", "family_name": "Quigley"}, "Enter their date of birth too"),
    ],
)
def test_something_says_who_it_is(given: dict[str, str], message: str, adviser: Worker) -> None:
    assert message in adviser.browser.post(ADD, given).content.decode()
    assert not KnownPerson.objects.exists()


def test_a_team_leader_sees_whom_their_staff_know_and_what_they_asked_for(adviser: Worker, leader: Worker) -> None:
    claimant = sent()
    declare_known(relation="friend", nino=claimant.person.nino, by=adviser.by)
    adviser.browser.get(page(claimant))
    shown = leader.browser.get(CONFLICTS).content.decode()
    for words in ("Amina Yusuf", "A friend", "National Insurance number", claimant.claim.reference):
        assert words in shown
    assert "Quigley" not in shown
    elsewhere = make_worker(Role.TEAM_LEADER, name="Of another office")
    elsewhere.user.office = Office.objects.create(name="Leeds", address="1 Park Row", opening_hours="9", phone="0113")
    elsewhere.user.save()
    shown = elsewhere.browser.get(CONFLICTS).content.decode()
    assert "Amina Yusuf" not in shown
    assert claimant.claim.reference not in shown


def test_a_team_leader_does_not_see_what_is_kept_from_them_too(adviser: Worker, leader: Worker) -> None:
    claimant = sent()
    for each in (adviser, leader):
        declare_known(relation="friend", nino=claimant.person.nino, by=each.by)
        each.browser.get(page(claimant))
    shown = leader.browser.get(CONFLICTS).content.decode()
    assert claimant.claim.reference not in shown
    assert KEPT in leader.browser.get(page(claimant, "hand_over")).content.decode()


def test_a_team_leader_ends_it_and_says_why(adviser: Worker, leader: Worker) -> None:
    claimant = sent()
    known = declare_known(relation="friend", nino=claimant.person.nino, by=adviser.by)
    address = reverse("staff:end_known", args=[known.pk])
    assert "Enter why it does not hold any more" in leader.browser.post(address, {}).content.decode()
    assert leader.browser.post(address, {"reason": "It was another person"})["Location"] == CONFLICTS
    known.refresh_from_db()
    assert (known.ended_by_id, known.end_reason) == (leader.user.pk, "It was another person")
    assert adviser.browser.get(page(claimant, "open")).status_code == 200
    assert leader.browser.get(address).status_code == 404, "it is in the history, and not ended again"
    assert Event.objects.get(kind="known_person_ended").user_id == leader.user.pk


def test_nobody_ends_their_own_or_anothers(adviser: Worker, leader: Worker) -> None:
    own = declare_known(relation="friend", nino="QQ999999A", by=leader.by)
    assert leader.browser.get(reverse("staff:end_known", args=[own.pk])).status_code == 404
    of_adviser = declare_known(relation="friend", nino="QQ999999A", by=adviser.by)
    for known, by in ((own, leader.by), (of_adviser, adviser.by), (own, adviser.by)):
        with pytest.raises(PermissionDenied):
            end_known(known=known, reason="No", by=by)
    assert KnownPerson.objects.current().count() == 2


def test_what_somebody_said_is_never_changed_or_deleted(adviser: Worker, leader: Worker) -> None:
    known = declare_known(relation="friend", claim_reference="UC-0000-0000", by=adviser.by)
    known = end_known(known=known, reason="A mistake", by=leader.by)
    for change in (
        lambda: KnownPerson.objects.filter(pk=known.pk).delete(),
        lambda: KnownPerson.objects.filter(pk=known.pk).update(claim_reference="UC-1111-1111"),
        lambda: KnownPerson.objects.filter(pk=known.pk).update(ended_at=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert end_known(known=known, reason="Again", by=leader.by).end_reason == "A mistake"


def test_a_team_leader_chooses_who_deals_with_it(adviser: Worker, leader: Worker) -> None:
    claimant, other = sent(), make_worker(Role.DECISION_MAKER, name="Dev Patel")
    declare_known(relation="friend", nino=claimant.person.nino, by=adviser.by)
    adviser.browser.get(page(claimant))
    address = page(claimant, "hand_over")
    kept = leader.browser.post(address, {"to": adviser.user.pk, "note": "Decide it"}).content.decode()
    assert "Select somebody else: this claim is kept from them too" in kept
    assert leader.browser.post(address, {"to": other.user.pk, "note": "Decide it"})["Location"] == CONFLICTS
    assert leader.browser.post(address, {"to": other.user.pk, "note": "Decide it"}).status_code == 302
    assert HandOver.objects.get().note == "Decide it"
    assert "Dev Patel" in leader.browser.get(CONFLICTS).content.decode()
    words = "Claims that you were chosen to deal with"
    assert words in other.browser.get("/staff/").content.decode()
    assert words not in adviser.browser.get("/staff/").content.decode()
    assert Event.objects.get(kind="claim_handed_over").claim_reference == claimant.claim.reference


def test_a_hand_over_keeps_out_for_good_until_a_team_leader_lets_them_back(adviser: Worker, leader: Worker) -> None:
    claimant, other = sent(), make_worker(Role.DECISION_MAKER, name="Dev Patel")
    known = declare_known(relation="friend", nino=claimant.person.nino, by=adviser.by)
    adviser.browser.get(page(claimant))
    hand_over(claim=claimant.claim, to=other.user, note="Decide it", by=leader.by)
    back, reason = page(claimant, "let_back"), {"staff": adviser.user.pk, "reason": "It was somebody else"}
    assert "It is still kept from them: They said that they know" in leader.browser.post(back, reason).content.decode()
    end_known(known=known, reason="They moved", by=leader.by)
    assert KEPT in adviser.browser.get(page(claimant, "open")).content.decode()
    for worker, is_listed in ((other, True), (make_worker(name="Somebody else"), False)):
        assert (page(claimant) in worker.browser.get("/staff/").content.decode()) is is_listed
        assert worker.browser.get(page(claimant, "open")).status_code == 200
    assert "Dev Patel" in other.open(claimant.claim).browser.get(page(claimant)).content.decode()
    with pytest.raises(PermissionDenied):
        let_back(claim=claimant.claim, staff=adviser.user, reason="I want it", by=adviser.by)
    assert "Enter why it need not be kept" in leader.browser.post(back, {}).content.decode()
    assert leader.browser.post(back, reason)["Location"] == CONFLICTS
    assert adviser.browser.get(page(claimant, "open")).status_code == 200
    assert "Let them back" not in leader.browser.get(CONFLICTS).content.decode()
    assert Event.objects.get(kind="claim_let_back").data["staff"] == adviser.user.pk


def test_who_may_choose(adviser: Worker, leader: Worker) -> None:
    claimant, admin = sent(), make_worker(Role.ADMIN)
    for to, by in ((adviser.user, adviser.by), (admin.user, leader.by)):
        with pytest.raises(PermissionDenied):
            hand_over(claim=claimant.claim, to=to, note="", by=by)
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("address", [KNOWN, ADD, CONFLICTS])
def test_who_reaches_these_pages(address: str, db: None) -> None:
    assert Client().get(address)["Location"].startswith("/staff/sign-in/?next=")
    may = (
        {Role.TEAM_LEADER}
        if address == CONFLICTS
        else {*Role} - {Role.CLAIMANT, Role.HELPER, Role.EMPLOYER, Role.ADMIN}
    )
    reached = {role for role in Role if make_worker(role).browser.get(address).status_code == 200}
    assert reached == may
