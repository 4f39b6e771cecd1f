"""A helper sees and does what they were named for, as the claimant would, and never what is the claimant's alone."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import actor_for
from accounts.helping import agree_to_help, name_helper, stop_help, take_back
from accounts.models import HelpScope, User
from accounts.roles import Role
from audit.models import Access, Event
from claims.journey import CLAIM
from claims.models import Member
from claims.records import open_record
from claims.services import NotTheirs, withdraw_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor, Channel
from journal.services import add_entry
from journeys.models import PageAnswer
from journeys.services import start_draft
from tests.claims.claimants import Claimant, make_user, signed_in
from tests.helping import helper_of

pytestmark = pytest.mark.django_db

NEVER = ["apply/check/", "apply/declaration/", "take-back/", "equality/", "equality/check/"]
ANSWERING = ["apply/", "apply/home/tenure/", "apply/children/list/", "apply/home/check/"]
SENT = ["sent/", "answers/", "answers.pdf"]
PAYMENTS = ["payments/"]


def statuses(browser: Client, claimant: Claimant, pages: list[str]) -> set[int]:
    return {browser.get(f"/claims/{claimant.claim.reference}/{page}").status_code for page in pages}


def test_each_scope_opens_its_pages_and_no_other(claimant: Claimant) -> None:
    claimant.answer()
    answering = helper_of(claimant, [HelpScope.ANSWERS])
    assert statuses(answering.browser, claimant, ANSWERING) == {200}
    claimant.send()
    seeing = helper_of(claimant, [HelpScope.CLAIM])
    paying = helper_of(claimant, [HelpScope.PAYMENTS])
    reading = helper_of(claimant, [HelpScope.JOURNAL])
    assert statuses(seeing.browser, claimant, SENT) == {200}
    assert statuses(seeing.browser, claimant, PAYMENTS + ANSWERING) == {404}
    assert statuses(paying.browser, claimant, PAYMENTS) == {200}
    assert statuses(paying.browser, claimant, SENT + ANSWERING) == {404}
    assert statuses(answering.browser, claimant, ["answers/", "answers.pdf", *PAYMENTS]) == {404}
    assert statuses(reading.browser, claimant, SENT + PAYMENTS + ANSWERING) == {404}
    for each, expected in ((reading, 200), (seeing, 404), (answering, 404)):
        journal = reverse("journal:helped_journal", args=[each.help.pk])
        assert each.browser.get(journal).status_code == expected
        assert claimant.browser.get(journal).status_code == 404
    assert seeing.browser.get(reverse("journal:helped_journal", args=[reading.help.pk])).status_code == 404


def test_with_every_scope_what_is_the_claimants_alone_stays_theirs(claimant: Claimant, stranger: Claimant) -> None:
    claimant.answer()
    helper = helper_of(claimant)
    assert statuses(helper.browser, claimant, NEVER) == {404}
    for page in NEVER:
        assert helper.browser.post(f"/claims/{claimant.claim.reference}/{page}").status_code == 404
    assert statuses(helper.browser, stranger, [*NEVER, *ANSWERING, *SENT, *PAYMENTS]) == {404}
    for name in ("identity", "contact", "change_phone", "helpers", "name_helper"):
        assert helper.browser.get(reverse(f"accounts:{name}")).status_code == 404
    for name in ("journal:journal", "journal:todos", "home:who_looked", "staff:home"):
        assert helper.browser.get(reverse(name)).status_code == 404
    by = actor_for(helper.user).assisting(claimant.person.pk, Channel.ONLINE)
    for deed in (submit_claim, withdraw_claim):
        with pytest.raises(NotTheirs):
            deed(claim=claimant.claim, member=claimant.member, by=by)
    assert claimant.browser.get(claimant.url("check")).status_code == 200


def test_private_answers_are_neither_shown_nor_asked(claimant: Claimant) -> None:
    claimant.answer()
    helper = helper_of(claimant)
    page = helper.browser.get(claimant.url("bank", "bank-details"))
    assert "Only they can answer this" in page.content.decode()
    before = PageAnswer.objects.get(draft=claimant.member.draft_id, page="nino").saved_at
    sent = helper.browser.post(claimant.url("about-you", "nino"), {"nino": "QQ 99 99 99 A"})
    assert "Only they can answer this" in sent.content.decode()
    assert PageAnswer.objects.get(draft=claimant.member.draft_id, page="nino").saved_at == before
    about_you = helper.browser.get(claimant.url("about-you", "check")).content.decode()
    assert "QQ 12 34 56 C" not in about_you
    assert "Hidden" in about_you
    claimant.send()
    declared = helper.browser.get(f"/claims/{claimant.claim.reference}/answers/").content.decode()
    assert "QQ 12 34 56 C" not in declared
    assert "QQ 12 34 56 C" in claimant.browser.get(f"/claims/{claimant.claim.reference}/answers/").content.decode()


def test_what_a_helper_does_is_marked_as_theirs(claimant: Claimant) -> None:
    claimant.answer()
    helper = helper_of(claimant)
    helper.browser.get(claimant.url("home", "tenure"))
    helper.browser.post(claimant.url("home", "tenure"), {"tenure": "social"})
    saved = PageAnswer.objects.get(draft=claimant.claim.draft_id, page="tenure")
    assert (saved.saved_by_id, saved.saved_by_name) == (helper.user.pk, "Grace Mensah")
    event = Event.objects.get(kind="answers_changed")
    assert (event.on_behalf_of_id, event.user_id, event.roles) == (claimant.person.pk, helper.user.pk, ["helper"])
    read = Access.objects.get(user_id=helper.user.pk)
    assert (read.person_id, read.page, read.reason) == (claimant.person.pk, "claims:question", "help")
    told = claimant.browser.get(reverse("home:who_looked")).content.decode()
    assert "Grace Mensah (Helper)" in told
    assert "Answered questions for you" in told
    assert "You are helping" in helper.browser.get(claimant.url()).content.decode()


@pytest.mark.parametrize("method", ["post", "options", "put"])
def test_a_page_is_recorded_as_read_however_it_is_asked_for(claimant: Claimant, method: str) -> None:
    claimant.answer().send()
    helper = helper_of(claimant)
    for page in ("answers/", "answers.pdf"):
        response = getattr(helper.browser, method)(f"/claims/{claimant.claim.reference}/{page}")
        assert response.status_code == 405 or Access.objects.filter(user_id=helper.user.pk).exists()


def test_what_a_helper_sees_of_a_form_that_they_sent_is_recorded(claimant: Claimant) -> None:
    claimant.answer()
    helper = helper_of(claimant)
    sent = helper.browser.post(claimant.url("home", "tenure"), {"tenure": ""})
    assert sent.status_code == 200
    assert Access.objects.get(user_id=helper.user.pk).page == "claims:question"


def test_it_ends_at_once_or_by_itself(claimant: Claimant) -> None:
    first, second = helper_of(claimant), helper_of(claimant)
    assert statuses(first.browser, claimant, ANSWERING[:1]) == {200}
    take_back(help_=first.help, by=claimant.by)
    assert statuses(first.browser, claimant, ANSWERING[:1]) == {404}
    assert first.browser.post(claimant.url("home", "tenure"), {"tenure": "social"}).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        second.browser = signed_in(second.user)
        # The claim itself lapses sooner; its own page is asked for, which outlives it.
        assert second.browser.get(f"/claims/{claimant.claim.reference}/sent/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        second.browser = signed_in(second.user)
        assert second.browser.get(f"/claims/{claimant.claim.reference}/sent/").status_code == 404


def test_staff_never_handle_the_claim_of_somebody_they_help_or_helped(claimant: Claimant) -> None:
    claimant.answer().send()
    helper = helper_of(claimant)
    User.objects.filter(pk=helper.user.pk).update(roles=[Role.HELPER, Role.ADVISER])
    both = User.objects.get(pk=helper.user.pk)
    for _ in range(2):
        with pytest.raises(PermissionDenied):
            open_record(claim=claimant.claim, reason="contact", note="", by=actor_for(both))
        browser = signed_in(both)
        assert browser.get(reverse("staff:open", args=[claimant.claim.reference])).status_code == 404
        assert claimant.claim.reference not in browser.get(reverse("staff:home")).content.decode()
        if helper.help.state == "agreed":
            helper.help = take_back(help_=helper.help, by=claimant.by)


def test_whom_they_help_is_listed_with_what_they_may_open(claimant: Claimant, stranger: Claimant) -> None:
    claimant.answer()
    helper = helper_of(claimant, [HelpScope.ANSWERS])
    other = name_helper(
        person=stranger.person,
        kind="relative",
        name="Grace",
        email=helper.user.email,
        scopes=[HelpScope.JOURNAL],
        until=clock.today(),
        language="en",
        by=stranger.by,
    )
    agree_to_help(help_=other, user=helper.user, by=actor_for(helper.user))
    page = helper.browser.get(reverse("home:home"), follow=True).content.decode()
    assert claimant.url() in page
    assert reverse("journal:helped_journal", args=[other.pk]) in page
    assert stranger.claim.reference not in page
    helper.browser.post(reverse("home:stop_helping"), {"help": str(other.pk)})
    assert reverse("journal:helped_journal", args=[other.pk]) not in helper.browser.get("/helping/").content.decode()


def test_what_a_helper_answered_is_told_before_it_is_sent_and_kept_with_it(claimant: Claimant) -> None:
    claimant.answer()
    assert "Somebody else gave" not in claimant.browser.get(claimant.url("check")).content.decode()
    helper = helper_of(claimant, [HelpScope.ANSWERS])
    helper.browser.post(claimant.url("home", "tenure"), {"tenure": "social"})
    page = claimant.browser.get(claimant.url("check")).content.decode()
    assert f"Grace Mensah: {CLAIM.task('home').title}" in html.unescape(page)
    claimant.send()
    kept = claimant.claim.declarations.get().questions[-1]
    assert (kept["task"], kept["rows"][0]["question"]) == ("by-others", "Grace Mensah")
    answers = claimant.browser.get(f"/claims/{claimant.claim.reference}/answers/").content.decode()
    assert "Somebody else gave some of these answers" in answers
    with pytest.raises(NotTheirs):
        submit_claim(
            claim=claimant.claim, member=claimant.member, by=helper.by.assisting(claimant.person.pk, Channel.ONLINE)
        )


@pytest.mark.parametrize("end", ["taken back", "given up", "stopped by staff", "deactivated"])
def test_a_form_that_was_open_when_it_ended_saves_nothing(claimant: Claimant, end: str) -> None:
    claimant.answer()
    helper = helper_of(claimant)
    assert helper.browser.get(claimant.url("home", "tenure")).status_code == 200
    if end == "taken back":
        claimant.browser.post(reverse("accounts:stop_helper"), {"help": str(helper.help.pk)})
    elif end == "given up":
        helper.browser.post(reverse("home:stop_helping"), {"help": str(helper.help.pk)})
    elif end == "stopped by staff":
        stop_help(help_=helper.help, because="unsafe", note="", by=actor_for(make_user(Role.ADVISER)))
    else:
        User.objects.filter(pk=helper.user.pk).update(is_active=False)
    before = PageAnswer.objects.get(draft=claimant.claim.draft_id, page="tenure").saved_at
    late = [
        (claimant.url("home", "tenure"), {"tenure": "social"}),
        (claimant.url("children", "add"), {}),
        (reverse("home:stop_helping"), {"help": str(helper.help.pk)}),
    ]
    for address, typed in late:
        assert helper.browser.post(address, typed).status_code in (302, 404)
    for address in (claimant.url(), reverse("journal:helped_journal", args=[helper.help.pk])):
        assert helper.browser.get(address).status_code in (302, 404)
    assert PageAnswer.objects.get(draft=claimant.claim.draft_id, page="tenure").saved_at == before
    assert not Event.objects.filter(kind="answers_changed", user_id=helper.user.pk).exists()


def test_a_journal_that_is_helped_with_tells_nothing_of_the_account_or_other_helpers(claimant: Claimant) -> None:
    claimant.answer().send()
    helper = helper_of(claimant, [HelpScope.JOURNAL])
    system = Actor.system("Tests")
    for kind, data in (("recovery_begun", {}), ("identity_verified", {}), ("help_agreed", {"name": "Robin"})):
        add_entry(person=claimant.person, kind=kind, data=data, by=system)
    theirs = claimant.browser.get(reverse("journal:journal")).content.decode()
    helped = helper.browser.get(reverse("journal:helped_journal", args=[helper.help.pk])).content.decode()
    for words in ("back into your account", "checked who you are", "Robin"):
        assert words in theirs
        assert words not in helped
    assert "You sent your claim" in helped


def joined(claimant: Claimant, partner: Claimant) -> None:
    """Have the partner join, from today on."""
    Member.objects.create(
        claim=claimant.claim,
        person=partner.person,
        draft=start_draft(journey=CLAIM),
        applies=DateRange(clock.today(), None),
        recorded_at=clock.now(),
    )


def test_a_partner_who_helps_still_sees_only_their_own_answers(claimant: Claimant, stranger: Claimant) -> None:
    claimant.answer()
    joined(claimant, stranger)
    partner = helper_of(claimant, user=stranger.user)
    about_you = partner.browser.get(claimant.url("about-you", "check"), follow=True).content.decode()
    assert "QQ 12 34 56 C" not in about_you
    assert "You are helping" not in about_you
    listed = partner.browser.get(reverse("home:helping")).content.decode()
    assert claimant.url() not in listed
    assert reverse("journal:helped_journal", args=[partner.help.pk]) in listed
