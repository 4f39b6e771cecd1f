"""Who sees which signals, what they see, and what they may do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from audit.models import Access
from claims.records import open_record
from signals.models import Known, Outcome, Signal, SignalState, Tally
from signals.selectors import signals_for, usefulness
from signals.services import note_outcome
from tests.claims.claimants import Claimant, make_claimant, signed_in
from tests.signals.conftest import decision_maker, found, look_again, sent
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db
WHY = "They are sisters, and one has no account"


def address(signal: Signal) -> str:
    return f"/staff/signals/{signal.pk}/"


def text(worker: Worker, path: str) -> str:
    response = worker.browser.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def about_staff(db: None, settings: object) -> Signal:
    """A signal about a team leader's own work."""
    settings.SIGNAL_THRESHOLDS = {"many_records": 2}  # type: ignore[attr-defined]
    ruth = make_worker(Role.TEAM_LEADER, name="Ruth Osei")
    for _twice in range(2):
        ruth.open(sent().claim)
    (signal,) = found("many_records")
    assert signal.staff == ruth.user
    return signal


# Who


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADVISER, 404),
        (Role.PAYMENT_OFFICER, 404),
        (Role.ADMIN, 404),
        (Role.CLAIMANT, 404),
        (Role.DECISION_MAKER, 200),
        (Role.TEAM_LEADER, 200),
    ],
)
def test_each_role_sees_them_or_finds_no_such_page(shared: Signal, role: str, status: int) -> None:
    worker = make_worker(role)
    for path in ("/staff/signals/", address(shared)):
        assert worker.browser.get(path).status_code == status
        assert worker.browser.post(address(shared), {"outcome": "ordinary", "text": WHY}).status_code in {status, 302}
    shared.refresh_from_db()
    assert (shared.state == SignalState.EXPLAINED) == (status == 200)
    leads = 200 if role == Role.TEAM_LEADER else 404
    assert worker.browser.get("/staff/signals/outcomes/").status_code == leads


def test_visitors_are_asked_to_sign_in(shared: Signal) -> None:
    for path in ("/staff/signals/", address(shared), "/staff/signals/outcomes/"):
        assert Client().get(path)["Location"].startswith("/staff/sign-in/?next=")


@pytest.mark.parametrize("how", ["their own", "at their address", "on their account"])
def test_nobody_sees_a_signal_about_their_own_claim_or_one_near_to_it(
    how: str, staff_who_claims: Callable[..., tuple[User, Claimant]]
) -> None:
    if how == "their own":
        user, _claimant = staff_who_claims(Role.TEAM_LEADER, account_number="70000000")
        sent(account_number="70000000")
    elif how == "at their address":
        user, _claimant = staff_who_claims(Role.TEAM_LEADER, address_line_1="4 High Street")
        sent(account_number="70000000", address_line_1="4 High Street")
        sent(account_number="70000000")
    else:
        user, _claimant = staff_who_claims(Role.TEAM_LEADER, account_number="71111111")
        sent(account_number="71111111", account_holder="J Smith")
    (signal,) = found("account_name" if how == "on their account" else "same_account")
    assert signed_in(user).get(address(signal)).status_code == 404
    assert not signals_for(actor_for(user)).exists()
    assert signals_for(decision_maker()).get() == signal
    with pytest.raises(PermissionDenied):
        note_outcome(signal=signal, outcome=Outcome.ORDINARY, text=WHY, by=actor_for(user))


def test_a_signal_about_staff_is_for_other_team_leaders_and_for_admins_to_read(about_staff: Signal) -> None:
    assert signed_in(about_staff.staff).get(address(about_staff)).status_code == 404
    assert make_worker(Role.DECISION_MAKER).browser.get(address(about_staff)).status_code == 404
    leader = make_worker(Role.TEAM_LEADER, name="Somebody else")
    page = text(leader, address(about_staff))
    assert "Ruth Osei" in page
    assert "opened 2 different records in one day" in page
    admin = make_worker(Role.ADMIN)
    assert "Many records opened in a day" in text(admin, "/admin/signals/signal/")
    about_staff.staff.roles = [Role.ADMIN]
    about_staff.staff.save()
    assert "Many records opened" not in signed_in(about_staff.staff).get("/admin/signals/signal/").content.decode()


def test_whoever_it_is_about_is_not_told_of_it_by_a_count_either(about_staff: Signal) -> None:
    def waiting(browser: Client) -> int:
        page = browser.get("/staff/signals/outcomes/").content.decode()
        row = page[page.index("Many records opened in a day") :]
        return int(row[row.index("<td") :].partition(">")[2].partition("<")[0])

    assert waiting(signed_in(about_staff.staff)) == 0
    assert waiting(make_worker(Role.TEAM_LEADER, name="Somebody else").browser) == 1


def test_admins_see_no_signal_about_a_claim(shared: Signal) -> None:
    admin = make_worker(Role.ADMIN)
    assert "0 signals" in text(admin, "/admin/signals/signal/")
    assert admin.browser.get(f"/admin/signals/signal/{shared.pk}/change/").status_code == 302
    assert admin.browser.get("/admin/signals/signal/add/").status_code == 403


# What


def test_a_signal_says_what_was_seen_and_shows_nothing_that_could_be_used(shared: Signal) -> None:
    page = text(make_worker(Role.DECISION_MAKER), address(shared))
    for words in (
        "2 households",
        "Why it is worth a look",
        "What it does not mean",
        "Account ending in 00",
        "a question",
    ):
        assert words in page
    for claim in {row.claim for row in shared.evidence.select_related("claim")}:
        assert f'href="/staff/claims/{claim.reference}/"' in page
    assert "70000000" not in page
    assert "Hughes" not in page


def test_seeing_it_is_recorded_for_everybody_on_the_claims_and_opens_none_of_them(shared: Signal) -> None:
    worker = make_worker(Role.DECISION_MAKER, name="Tom Whitfield")
    worker.browser.get(address(shared))
    reads = Access.objects.filter(page="signals:show")
    assert reads.values("person_id").distinct().count() == reads.count() == 2
    claim = shared.evidence.first().claim  # type: ignore[union-attr]
    assert claim
    opened = worker.browser.get(f"/staff/claims/{claim.reference}/")
    assert opened["Location"] == f"/staff/claims/{claim.reference}/open/"
    user = claim.members.get().person.user
    looked = signed_in(user).get("/who-looked/").content.decode()
    assert "What we compared between claims, yours among them" in looked
    assert "Tom Whitfield" in looked


def test_each_kind_has_a_page(settings: object) -> None:
    settings.SIGNAL_THRESHOLDS = {"same_address": 3}  # type: ignore[attr-defined]
    who = {"given_names": "Robin", "family_name": "Hughes", "date_of_birth": "1988-04-12"}
    for number in range(3):
        sent(
            **who,
            nino="QQ739164B",
            address_line_1="4 High Street",
            account_number="70000000",
            account_holder="J Smith" if number else "R Hughes",
        )
    look_again()
    worker = make_worker(Role.TEAM_LEADER)
    kinds = set(Signal.objects.values_list("kind", flat=True))
    assert kinds == {"same_account", "same_address", "account_name", "same_number", "same_person"}
    for signal in Signal.objects.all():
        page = text(worker, address(signal))
        assert "Not kept any more" not in page
    assert "Signals (6)" in text(worker, "/staff/signals/")
    assert "Signals (2)" in text(worker, "/staff/signals/?kind=account_name")
    assert "There are none" in text(worker, "/staff/signals/?state=explained")
    assert "Select a kind" in text(worker, "/staff/signals/?kind=nothing")


@pytest.mark.parametrize("query", ["claim=%00", "claim=x", "kind=%00&state=%00", "page=%00", "page=-1", "kind=&state="])
def test_whatever_the_address_asks_for_is_answered(shared: Signal, query: str) -> None:
    text(make_worker(Role.TEAM_LEADER), f"/staff/signals/?{query}")


def test_the_record_of_a_claim_says_that_there_is_one_to_those_who_look(shared: Signal) -> None:
    claim = shared.evidence.first().claim  # type: ignore[union-attr]
    assert claim
    for role, says in ((Role.DECISION_MAKER, True), (Role.TEAM_LEADER, True), (Role.ADVISER, False)):
        worker = make_worker(role).open(claim)
        page = text(worker, f"/staff/claims/{claim.reference}/")
        assert ("1 signal to look at" in page) == says
        assert ("/staff/signals/" in text(worker, "/staff/")) == says
        if says:
            assert "Signals (1)" in text(worker, f"/staff/signals/?claim={claim.reference}")
    other = sent().claim
    worker = make_worker(Role.DECISION_MAKER).open(other)
    assert "to look at" not in text(worker, f"/staff/claims/{other.reference}/")


def test_the_list_and_a_signal_take_as_many_queries_whatever_there_is(shared: Signal) -> None:
    worker = make_worker(Role.TEAM_LEADER)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as met:
            text(worker, path)
        return len(met)

    worker.browser.get("/staff/signals/")
    before = queries("/staff/signals/"), queries(address(shared)), queries("/staff/signals/outcomes/")
    for _number in range(3):
        sent(account_number="70000000", account_holder="J Smith")
    look_again()
    assert (queries("/staff/signals/"), queries(address(shared)), queries("/staff/signals/outcomes/")) == before


# What may be done


def test_what_was_found_is_kept_with_who_and_why(shared: Signal) -> None:
    worker = make_worker(Role.DECISION_MAKER, name="Tom Whitfield")
    wrong = worker.browser.post(address(shared), {"outcome": "guilty", "text": " "}).content.decode()
    assert "Select what came of looking" in wrong
    assert "Enter what you looked at, and why you think so" in wrong
    still = worker.browser.post(address(shared), {"outcome": "still", "text": "Rang one of them"})
    assert still["Location"] == address(shared)
    done = worker.browser.post(address(shared), {"outcome": "counter_fraud", "text": "Neither answers"})
    assert done["Location"] == "/staff/signals/"
    page = text(worker, address(shared))
    for words in ("Passed on", "Rang one of them", "Neither answers", "Tom Whitfield"):
        assert words in page
    assert "Pass it to a team leader" not in page
    worker.browser.post(address(shared), {"outcome": "mistake", "text": "A number mistyped"})
    meanwhile = worker.browser.post(address(shared), {"outcome": "still", "text": "Too late"}, follow=True)
    assert "Somebody closed this signal meanwhile" in meanwhile.content.decode()


def test_what_somebody_else_found_meanwhile_is_read_before_more_is_said(shared: Signal) -> None:
    tom, ruth = make_worker(Role.DECISION_MAKER, name="Tom Whitfield"), make_worker(Role.TEAM_LEADER)
    said = {"outcome": "ordinary", "text": "Two sisters", "read_up_to": _read_up_to(text(ruth, address(shared)))}
    passed_on = {"outcome": "counter_fraud", "text": "A made-up name", "read_up_to": ""}
    for _twice in range(2):
        assert tom.browser.post(address(shared), passed_on).status_code == 302
    page = ruth.browser.post(address(shared), said).content.decode()
    for words in ("Somebody noted what they found meanwhile", "A made-up name", ">Two sisters</textarea>"):
        assert words in page
    shared.refresh_from_db()
    assert (shared.state, shared.notes.count()) == (SignalState.PASSED_ON, 1)
    again = ruth.browser.post(address(shared), {**said, "read_up_to": _read_up_to(page)})
    assert again["Location"] == "/staff/signals/"
    late = tom.browser.post(address(shared), {**said, "read_up_to": _read_up_to(page)}, follow=True)
    assert "Somebody closed this signal meanwhile" in late.content.decode()


def _read_up_to(page: str) -> str:
    return page.partition('name="read_up_to" value="')[2].partition('"')[0]


def test_what_many_people_share_becomes_known_where_it_is_explained(shared: Signal) -> None:
    worker = make_worker(Role.TEAM_LEADER)
    given = {"text": "An appointee for many", "known_as": "The council"}
    wrong = worker.browser.post(address(shared), {"outcome": "counter_fraud", **given}).content.decode()
    assert "Select that there is an ordinary explanation" in wrong
    worker.browser.post(address(shared), {"outcome": "ordinary", **given})
    known = Known.objects.get()
    assert (known.kind, known.name, bytes(known.digest)) == ("account", "The council", bytes(shared.key))
    admin = make_worker(Role.ADMIN)
    assert "The council" in text(admin, "/admin/signals/known/")


def test_admins_add_an_address_that_many_share_and_it_is_not_kept(settings: object) -> None:
    settings.SIGNAL_THRESHOLDS = {"same_address": 3}  # type: ignore[attr-defined]
    postcode = sent(address_line_1="4 High Street").claim.facts.get(kind="home").value["postcode"]
    for _number in range(2):
        sent(address_line_1="4 High Street")
    admin = make_worker(Role.ADMIN)
    given = {"name": "A hostel", "why": "Twelve rooms", "address_line_1": "4 HIGH STREET", "postcode": postcode.lower()}
    assert admin.browser.post("/admin/signals/known/add/", given).status_code == 302
    assert "known already" in admin.browser.post("/admin/signals/known/add/", given).content.decode()
    assert found("same_address") == []
    known = Known.objects.get()
    assert admin.browser.get(f"/admin/signals/known/{known.pk}/change/").status_code == 200


def test_team_leaders_see_that_a_kind_is_of_no_use(shared: Signal) -> None:
    note_outcome(signal=shared, outcome=Outcome.MISTAKE, text=WHY, by=decision_maker())
    worker = make_worker(Role.TEAM_LEADER)
    assert "nearly always explained" not in text(worker, "/staff/signals/outcomes/")
    Tally.objects.create(kind="same_account", outcome=Outcome.ORDINARY, count=19)
    Tally.objects.create(kind="same_address", outcome=Outcome.ORDINARY, count=19)
    Tally.objects.create(kind="same_account", outcome="", count=50)
    page = text(worker, "/staff/signals/outcomes/")
    assert page.count("nearly always explained") == 1
    (row,) = [row for row in usefulness(decision_maker()) if row.kind.slug == "same_account"]
    assert (row.closed, row.ordinary, row.mistake, row.useful_per_cent) == (20, 19, 1, 5)


def test_a_claimant_is_told_that_claims_are_compared() -> None:
    page = make_claimant().browser.get("/help/privacy/").content.decode()
    assert "No computer decides your claim" in page
    assert "You can ask what was compared" in page
    assert "device" in Client().get("/help/cookies/").content.decode()


def test_opening_a_record_is_as_ever(shared: Signal) -> None:
    claim = shared.evidence.first().claim  # type: ignore[union-attr]
    assert claim
    open_record(claim=claim, reason="check", note="A signal", by=decision_maker())
    assert Access.objects.filter(claim_reference=claim.reference, note="A signal").count() == 1
