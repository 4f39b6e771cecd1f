"""Staff see who helps a claimant, end it when they are asked to, and record who was appointed."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import actor_for
from accounts.helping import CannotInvite, InvitationOver, agree_to_help, name_appointee, name_helper, stop_help
from accounts.models import Help, HelpState
from accounts.roles import Role
from audit.models import Access, Event
from core import clock
from core.states import MoveRefused
from notifications.models import Message
from tests.claims.claimants import Claimant, make_claimant
from tests.helping import helper_of
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db

Page = Callable[..., str]


@pytest.fixture
def page_of(sent: Claimant) -> Page:
    """The address of a staff page about the helpers of whoever sent the claim."""
    return lambda *parts: (
        f"/staff/claims/{sent.claim.reference}/people/{sent.person.pk}/" + "".join(f"{part}/" for part in parts)
    )


ASKED = {"because": "asked", "note": "He rang and passed the questions"}


def read(worker: Worker, address: str) -> str:
    return html.unescape(worker.browser.get(address).content.decode())


def appointee(**given: Any) -> dict[str, Any]:
    until = clock.today() + timedelta(days=90)
    return {
        "name": "Kim Price",
        "email": "kim.price@example.com",
        "scopes": ["claim", "payments"],
        "until-day": until.day,
        "until-month": until.month,
        "until-year": until.year,
        "because": "Cannot act after a stroke. Visited on 3 November",
        **given,
    }


def test_who_helps_is_seen_with_what_and_until_when(sent: Claimant, opened: Worker, page_of: Page) -> None:
    assert "Nobody helps the claimant now" in read(opened, page_of("helpers"))
    helper = helper_of(sent, ["payments", "journal"])
    page = read(opened, page_of("helpers"))
    for words in ("Grace Mensah", "A relative or a friend", "See payments", "Read the journal"):
        assert words in page
    assert "Fill in answers" not in page
    assert helper.user.email not in page, "staff need no address of theirs"
    told = html.unescape(sent.browser.get(reverse("home:who_looked")).content.decode())
    assert "Who helps you" in told


def test_help_is_ended_at_once_for_who_asks_by_phone(sent: Claimant, opened: Worker, page_of: Page) -> None:
    helper = helper_of(sent)
    end = page_of("helpers", str(helper.help.pk), "end")
    assert "Select why it ends" in html.unescape(opened.browser.post(end, {}).content.decode())
    assert helper.browser.get(f"/claims/{sent.claim.reference}/sent/").status_code == 200
    assert opened.browser.post(end, ASKED).url == page_of("helpers")
    assert helper.browser.get(f"/claims/{sent.claim.reference}/sent/").status_code == 404
    ended = Help.objects.get()
    assert (ended.state, ended.stopped_because, ended.stop_note) == (HelpState.STOPPED, "asked", ASKED["note"])
    event = Event.objects.get(kind="help_stopped")
    assert (event.user_name, event.person_id, event.reason, event.data["because"]) == (
        "Amina Yusuf",
        sent.person.pk,
        "new_claim",
        "asked",
    )
    to_claimant, to_helper = (Message.objects.get(template=name) for name in ("helper_stopped", "help_stopped"))
    assert (to_claimant.address, to_helper.address) == (sent.user.email, helper.user.email)
    assert not [each for each in (to_claimant, to_helper) if "ask" in each.subject or ASKED["note"] in each.body]
    assert "We ended the help that Grace gave you here" in sent.browser.get(reverse("journal:journal")).content.decode()
    assert "Ended somebody’s help for you" in html.unescape(sent.browser.get("/who-looked/").content.decode())
    # In another window it is ended again: nothing more happens.
    assert opened.browser.post(end, ASKED).url == page_of("helpers")
    assert Message.objects.filter(template="help_stopped").count() == 1
    page = read(opened, page_of("helpers"))
    assert page.index("Nobody helps") < page.index("Before") < page.index(ASKED["note"])


def test_nobody_ends_what_is_somebody_elses(sent: Claimant, opened: Worker, page_of: Page) -> None:
    other = make_claimant()
    theirs = helper_of(other).help
    assert opened.browser.post(page_of("helpers", str(theirs.pk), "end"), ASKED).status_code == 404
    for by in (sent.by, make_worker(Role.PAYMENT_OFFICER).by, make_worker(Role.ADMIN).by):
        with pytest.raises(PermissionDenied):
            stop_help(help_=theirs, because="asked", note="", by=by)
    assert Help.objects.get().state == HelpState.AGREED
    with pytest.raises(MoveRefused):
        stop_help(help_=stop_help(help_=theirs, because="over", note="", by=opened.by), **ASKED, by=opened.by)


def test_an_appointee_is_recorded_by_staff_with_a_reason_and_the_claimant_is_told(
    sent: Claimant, page_of: Page
) -> None:
    decider = make_worker(Role.DECISION_MAKER, name="Ruth Osei").open(sent.claim)
    page, helpers = page_of("helpers", "appointee"), reverse("accounts:helpers")
    assert "why they were appointed" in decider.browser.post(page, appointee(because=" ")).content.decode()
    assert decider.browser.post(page, appointee()).url == page_of("helpers")
    assert "has not agreed yet" in sent.browser.get(helpers).content.decode()
    assert "Cannot act after a stroke" in sent.browser.get(helpers).content.decode()
    assert Message.objects.get(template="appointee_recorded").address == sent.user.email
    assert Message.objects.get(template="helper_invited").address == "kim.price@example.com"
    event = Event.objects.get(kind="helper_named")
    assert (event.user_name, event.person_id, event.data["as_what"]) == ("Ruth Osei", sent.person.pk, "appointee")
    # Whoever is appointed may still be taken back: nobody reads an account against its owner's will.
    sent.browser.post(reverse("accounts:stop_helper"), {"help": str(Help.objects.get().pk)})
    assert Help.objects.get().state == HelpState.TAKEN_BACK


def test_nobody_appoints_for_themselves_or_without_the_right(sent: Claimant, opened: Worker, page_of: Page) -> None:
    assert opened.browser.get(page_of("helpers", "appointee")).status_code == 404
    values = {"name": "Kim", "scopes": ["claim"], "until": clock.today(), "because": "Visited"}
    decider = make_worker(Role.DECISION_MAKER)
    for by in (sent.by, opened.by):
        with pytest.raises(PermissionDenied):
            name_appointee(person=sent.person, email="kim@example.com", **values, by=by)
    with pytest.raises(CannotInvite, match="yours"):
        name_appointee(person=sent.person, email=decider.user.email, **values, by=decider.by)
    with pytest.raises(CannotInvite, match="own"):
        name_appointee(person=sent.person, email=sent.user.email, **values, by=decider.by)
    del values["because"]
    with pytest.raises(PermissionDenied):
        name_helper(person=sent.person, email="kim@example.com", kind="appointee", language="en", **values, by=sent.by)
    kinds = sent.browser.get(reverse("accounts:name_helper")).content.decode()
    assert 'value="organisation"' in kinds
    assert 'value="appointee"' not in kinds
    help_ = helper_of(sent).help
    with pytest.raises(IntegrityError), transaction.atomic():
        Help.objects.filter(pk=help_.pk).update(kind="appointee")


def test_who_worked_on_the_record_does_not_help(sent: Claimant, opened: Worker) -> None:
    opened.user.roles = [Role.ADVISER, Role.CLAIMANT]
    opened.user.save()
    help_ = name_helper(
        person=sent.person,
        kind="relative",
        name="Amina",
        email=opened.user.email,
        scopes=["claim"],
        until=clock.today(),
        language="en",
        by=sent.by,
    )
    public = actor_for(opened.user, roles=[Role.CLAIMANT])
    for by in (opened.by, public):
        with pytest.raises(InvitationOver):
            agree_to_help(help_=help_, user=opened.user, by=by)
    assert Help.objects.get().state == HelpState.INVITED


def test_each_look_is_recorded(sent: Claimant, opened: Worker, page_of: Page) -> None:
    opened.browser.get(page_of("helpers"))
    assert Access.objects.filter(page="staff:helpers_of", person_id=sent.person.pk, user_id=opened.user.pk).exists()
