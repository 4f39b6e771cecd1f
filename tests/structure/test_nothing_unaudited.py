"""Nothing is written, and nothing about a person shown to staff, that is not recorded: by the code, and by trying what
happens when the record cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.concerns import deal_with_concern
from accounts.factors.app import code_now
from accounts.factors.changes import begin_app, confirm_app, make_backup_codes, remove_every_factor
from accounts.helping import (
    agree_to_help,
    create_helper,
    give_up,
    name_appointee,
    name_helper,
    stop_help,
    take_back,
)
from accounts.identity.services import ProvedBy, ask_for_identity_check
from accounts.models import Concern, ContactCode, Factor, Person, Session, User
from accounts.one_login import connections
from accounts.one_login.client import SignedIn
from accounts.one_login.configuration import configuration
from accounts.one_login.identity import Details, record_proven
from accounts.recovery import begin_recovery, give_another_code, stop_recovery
from accounts.roles import Role
from accounts.services import choose_language, end_sessions, tell
from accounts.sessions import stored_key
from accounts.tasks import send_reset_code
from audit.models import Access, AccessReason, Event
from claims.models import ReasonCode
from claims.questions.home import TASK as HOME
from claims.services import accept_claim, refuse_claim, withdraw_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor, Channel
from demo.stories import LONE_PARENT
from employers.deciding import add_check, decide, note_seen
from employers.models import CheckKind
from employers.people import accept_invitation, invite, invite_for_them, remove, withdraw_invitation
from employers.registration import change_contact, save_answers, send_registration
from journal.services import complete_todo, create_todo
from journeys.services import save_page
from notifications.models import Message
from notifications.services import sent_by_hand
from payments.models import Payment
from payments.pay import correct_pay, report_pay, withdraw_pay
from payments.runs import run_payments
from payments.settlement import return_payment
from staff.services import check_identity, let_first_payment_go, take_back_check
from support.models import Announcement
from support.services import publish_announcement
from tests.accounts.conftest import code_in
from tests.claims.claimants import make_claimant, make_user, signed_in
from tests.employers.organisations import ANSWERS as EMPLOYER
from tests.employers.organisations import somebody
from tests.proving import prove
from tests.structure import written
from tests.structure.page_readers import readers
from tests.structure.test_page_queries import is_asked, url_of
from tests.structure.test_url_access import EVERY

SYSTEM = Actor.system("Tests")

NOT_RECORDED = {
    "claims/equality.py::begin_equality": "an empty draft; sending is recorded, and what is answered must not be",
    "privacy/purging.py::_forget_unfinished": "a part of purge, which is recorded",
}
"""Services that take ``by`` and record nothing, each with why. Saving an answer is recorded
when it is somebody else's: people's own are theirs until they send them, and the row says by whom and when."""

NOBODYS = {
    "claims/equality.py::_locked": "as begin_equality",
    "documents/keeping.py::_reseal": "another key, and nothing else; as core/keys.py does to rows",
    "core/clock.py::move_forward": "a demonstration's clock; its view records it",
    "home/services.py::leave_feedback": "it must not be known who said it",
    "journeys/services.py::forget_answers": "a part of withdrawing and lapsing, which are recorded",
    "journeys/services.py::start_draft": "a part of starting a claim, which is recorded, or of begin_equality",
    "journeys/visits.py::forget_tallies": "counts about nobody, deleted by their age",
    "notifications/services.py::forget_messages": "deleted by age, every night",
    "conversations/inbound/mailboxes.py::Imap.take_out": "a folder of the mailbox, no row of ours",
    "conversations/services.py::mark_read": "when it was read is on the row; that staff read it is a visit",
    "accounts/codes.py::forget_codes": "deleted by age, every night",
    "accounts/devices.py::forget_devices": "deleted by age, every night",
    "accounts/devices.py::remember_device": "a part of signing in, which is recorded",
    "accounts/factors/backup.py::is_right": "a part of try_code, which records what came of it",
    "accounts/helping.py::try_invitation": "counts of wrong codes, on the invitation",
    "accounts/factors/changes.py::forget_unfinished_factors": "deleted by age, every night",
    "accounts/models/factors.py::Factor.note_right": "a part of try_code",
    "accounts/models/factors.py::Factor.note_wrong": "a part of try_code",
    "accounts/models/users.py::UserManager.create_user": "a part of create_account, which is recorded",
    "accounts/signing_in.py::start_session": "takes the user who signs in, and records signed_in",
    "accounts/tasks.py::forget_unfinished": "deleted by age, every night",
    "accounts/throttle.py::count_try": "counts of wrong passwords, kept for a quarter of an hour and whoever they are",
    "accounts/throttle.py::forget_tries": "as count_try",
    "accounts/throttle.py::take_back": "as count_try",
    "support/admin.py::AnnouncementAdmin.save_formset": "takes the actor from the request, and records each",
}
"""What writes without being told by whom, each with why. Everything else is a part of something that is recorded."""


def test_every_write_takes_by_and_is_recorded() -> None:
    """A new service that writes calls ``record`` or ``move``, or stands above with why it need not."""
    found = written.functions()
    unrecorded = {name for name, each in found.items() if each.takes_by and written.writes(name)}
    assert len(unrecorded) > 40
    assert {name for name in unrecorded if not written.is_recorded(name)} == set(NOT_RECORDED)
    of_nobody = {name for name, each in found.items() if each.writes and not each.takes_by}
    assert {name for name in of_nobody if not written.is_recorded(name)} == set(NOBODYS)


# What is written when somebody merely comes by.
ASIDE = frozenset({"django_session", "accounts_tries", "procrastinate_workers"})


def everything() -> dict[str, str]:
    """What is in every table, briefly."""
    tables = sorted(set(connection.introspection.table_names()) - ASIDE)
    one = "SELECT '{0}' AS name, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM \"{0}\" t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in tables))
        return dict(cursor.fetchall())


@contextmanager
def no_record_can_be_written() -> Iterator[None]:
    """The database refuses every new row of the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the record is full'; END $$"
        )
        for table in ("audit_event", "audit_access"):
            cursor.execute(f"CREATE TRIGGER refuse_it BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_it()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION refuse_it() CASCADE")


class Trying:
    """Does each deed twice: first while nothing can be recorded, when nothing may come of it, and then as it should."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def __call__(self, name: str, deed: Callable[[], Any]) -> Any:
        before = everything()
        with no_record_can_be_written(), pytest.raises(DatabaseError, match="the record is full"):
            deed()
        changed = {table for table, rows in everything().items() if before.get(table) != rows}
        assert not changed, f"{name}: nothing could be recorded, and yet these changed: {changed}"
        recorded = Event.objects.count() + Access.objects.count()
        came = deed()
        assert Event.objects.count() + Access.objects.count() > recorded, f"{name} is not recorded"
        self.done.append(name)
        return came


def answered(response: Any) -> Any:
    """A page, or a way on to one."""
    assert response.status_code in (200, 302), response.status_code
    return response


@pytest.fixture
def trying(transactional_db: None, settings: Any) -> Trying:
    """With real transactions: what is written outside of one stays written."""
    settings.DEMONSTRATION = True  # invented numbers are taken
    return Trying()


def test_signing_up_and_in_and_out(trying: Trying) -> None:
    visitor = Client()
    email, password = "kim@example.com", "three plain words"
    ask, chosen = {"email": email}, {"password": password}
    trying("asking for a code", lambda: answered(visitor.post(reverse("accounts:sign_up"), ask)))
    code = {"code": code_in(Message.objects.latest("queued_at"))}
    trying("confirming an email", lambda: answered(visitor.post(reverse("accounts:sign_up_code"), code)))
    trying("signing up", lambda: answered(visitor.post(reverse("accounts:sign_up_password"), chosen)))
    trying("starting a claim", lambda: answered(visitor.post(reverse("home:start_claim"))))
    trying("signing out", lambda: answered(visitor.post(reverse("accounts:sign_out"))))
    trying("signing in", lambda: answered(Client().post(reverse("accounts:sign_in"), {**ask, **chosen})))
    user = User.objects.get(email=email)
    by = actor_for(user)
    trying("beginning a second step", lambda: begin_app(user=user, by=by))
    key = Factor.objects.get(user=user).secret
    assert trying("adding a second step", lambda: confirm_app(user=user, code=code_now(key), by=by))
    trying("making backup codes", lambda: make_backup_codes(user=user, by=by))
    trying("removing second steps", lambda: remove_every_factor(user=user, by=by))
    trying("choosing a language", lambda: choose_language(person=user.person, language="cy", by=by))
    signed_in(user)
    trying("ending sessions", lambda: end_sessions(user, by=by))


def test_one_login(trying: Trying) -> None:
    trusted, nobody = configuration(), Actor.anonymous()
    kim = SignedIn("urn:kim", "kim@example.com", id_token="", trustmark="", said={})
    user = trying("signing up by it", lambda: connections.sign_up(trusted, kim, language="en", by=nobody))
    signed_in(user)
    told = {"sub": kim.subject, "jti": "one"}
    trying("signing out there", lambda: connections.sign_out_everywhere(trusted, told))
    sam = make_user(Role.CLAIMANT)
    own = actor_for(sam)
    trying("connecting it", lambda: connections.connect(trusted, user=sam, subject="urn:sam", by=own))
    details = Details("Samantha", "Okafor", date(1990, 4, 15))
    proved = {"proved_by": ProvedBy("https://identity.example", "sam"), "details": details, "codes": []}
    trying("proving who one is", lambda: record_proven(person=sam.person, **proved))
    trying("disconnecting it", lambda: connections.disconnect(user=sam, by=own))


def test_ones_own_account(trying: Trying) -> None:
    claimant = make_claimant()
    browser, password = claimant.browser, "three plain words"

    def sent(name: str, typed: dict[str, str]) -> Any:
        return lambda: answered(browser.post(reverse(f"accounts:{name}"), typed))

    def code() -> dict[str, str]:
        return {"code": code_in(Message.objects.latest("queued_at", "pk"))}

    trying("asking to change an email address", sent("change_email", {"email": "another@example.com"}))
    trying("changing an email address", sent("change_email_code", code()))
    browser.post(reverse("accounts:change_phone"), {"phone": "07700 900 982"})
    trying("changing a phone number", sent("change_phone_code", code()))
    trying("removing it", sent("remove_phone", {}))
    how = {"contact_by": "letter", "language": "en", "letter_format": "braille"}
    trying("choosing how to be reached", sent("contact", how))
    another = {"password": password, "new_password": "another three words"}
    trying("changing a password", sent("change_password", another))
    trying("saying that something was not them", sent("not_me", {"password": "", "new_password": ""}))
    signed_in(claimant.user)
    here = claimant.browser.session.session_key or ""
    key = Session.objects.exclude(session_key=stored_key(here)).get().session_key
    trying("ending one session", sent("sessions", {"session": key}))


def test_a_forgotten_password_and_help_to_get_back_in(trying: Trying) -> None:
    claimant, visitor = make_claimant(), Client()
    email, password = claimant.user.email, {"password": "another three words"}
    trying(
        "asking for a new password",
        lambda: answered(visitor.post(reverse("accounts:forgotten_password"), {"email": email})),
    )
    asked = ContactCode.objects.get()
    trying("answering that", lambda: send_reset_code(code_id=str(asked.pk), language="en"))
    code = {"code": code_in(Message.objects.latest("queued_at", "pk"))}
    trying("its code", lambda: answered(visitor.post(reverse("accounts:forgotten_password_code"), code)))
    trying("choosing it", lambda: answered(visitor.post(reverse("accounts:forgotten_password_new"), password)))
    adviser = actor_for(make_user(Role.ADVISER, name="Amina Yusuf"))
    prove(claimant.person, by=adviser)
    lost = {"person": claimant.person, "lost": "phone", "note": "Stolen", "way": "spoken"}
    begun = trying(
        "helping somebody back in",
        lambda: begin_recovery(**lost, bank_changes_from=clock.today() + timedelta(days=5), by=adviser),
    )
    again = {"recovery": begun.recovery, "person": claimant.person, "way": "spoken", "by": adviser}
    begun = trying("giving another code", lambda: give_another_code(**again))
    visitor = Client()
    typed = {"email": email, "code": begun.digits}
    trying("its code", lambda: answered(visitor.post(reverse("accounts:back_in"), typed)))
    trying("coming back", lambda: answered(visitor.post(reverse("accounts:back_in_password"), password)))
    trying("objecting", lambda: stop_recovery(recovery=begun.recovery, by=adviser))
    concern = Concern.objects.get()
    trying("looking into it", lambda: deal_with_concern(concern=concern, note="It was them", by=adviser))


def test_helpers(trying: Trying) -> None:
    claimant, grace = make_claimant().answer(), make_user(Role.HELPER, name="Grace Mensah")
    until = clock.today()
    whom = {"kind": "relative", "name": "Grace", "email": grace.email, "scopes": ["answers", "journal"], "until": until}
    invite = {"person": claimant.person, **whom, "language": "en", "by": claimant.by}
    help_ = trying("naming a helper", lambda: name_helper(**invite))
    by = actor_for(grace)
    help_ = trying("agreeing to help", lambda: agree_to_help(help_=help_, user=grace, by=by))
    browser = signed_in(grace)
    for address in (claimant.url(), reverse("journal:helped_journal", args=[help_.pk])):
        trying(f"reading {address}", lambda address=address: answered(browser.get(address)))
    tenure = {"tenure": "social"}
    trying("answering", lambda: answered(browser.post(claimant.url("home", "tenure"), tenure)))
    trying("giving it up", lambda: give_up(help_=help_, by=by))
    again = name_helper(**{**invite, "email": "kim@example.com"})
    trying("taking it back", lambda: take_back(help_=again, by=claimant.by))
    officer = actor_for(make_user(Role.TEAM_LEADER, name="Ruth Osei"))
    appointed = {**{name: whom[name] for name in ("name", "scopes", "until")}, "because": "Visited", "by": officer}
    kim = {"person": claimant.person, "email": "kim.appointee@example.com"}
    named = trying("recording an appointee", lambda: name_appointee(**kim, **appointed))
    trying("ending help as staff", lambda: stop_help(help_=named, because="asked", note="They phoned", by=officer))
    trying(
        "an account for a helper", lambda: create_helper(help_=again, name="Kim", password="x", by=Actor.anonymous())
    )


def test_a_claim_from_its_start_to_its_payments(trying: Trying) -> None:
    adviser = actor_for(make_user(Role.ADVISER, name="Amina Yusuf"))
    officer = actor_for(make_user(Role.PAYMENT_OFFICER, name="Josie Adeyemi"))
    with time_machine.travel(clock.now() - timedelta(days=45)):
        claimant = make_claimant().answer()
        trying("sending", lambda: submit_claim(claim=claimant.claim, member=claimant.member, by=claimant.by))
        person = Person.objects.get(pk=claimant.person.pk)
        asked = {"person": person, "route": "two_documents", "documents": ["passport", "bank_card"]}
        trying("saying how to prove who one is", lambda: ask_for_identity_check(**asked, by=claimant.by))
        of_claim = {"claim": claimant.claim, "by": adviser}
        check = trying("checking identity", lambda: check_identity(**of_claim, **asked))
        why = {"reason": "mistake", "note": "Of somebody else"}
        trying("taking a check back", lambda: take_back_check(check=check, **why, **of_claim))
        check_identity(**of_claim, **asked)
        decide = {"claim": claimant.claim, "reason": ReasonCode.objects.get(code="conditions-met"), "note": ""}
        claim = trying("accepting", lambda: accept_claim(**decide, by=adviser))
    employer, paid_on = LONE_PARENT.entries["work"][0]["employer"], claim.entitled_from + timedelta(days=5)
    paid = {"claim": claim, "person": person, "employer": employer, "paid_on": paid_on, "net_pence": 500_00}
    pay = trying("reporting pay", lambda: report_pay(**paid, by=adviser))
    pay = trying("correcting pay", lambda: correct_pay(pay=pay, net_pence=400_00, by=adviser))
    trying("assessing and holding", lambda: run_payments(on=clock.today(), by=SYSTEM))
    why = {"reason": "cannot", "note": "Known for years"}
    trying("letting a payment go", lambda: let_first_payment_go(claim=claim, **why, by=officer))
    pay_date = Payment.objects.get().pay_date
    trying("paying", lambda: run_payments(on=pay_date, by=SYSTEM))
    trying("a payment that comes back", lambda: return_payment(payment=Payment.objects.get(), by=officer))
    trying("withdrawing pay", lambda: withdraw_pay(pay=pay, by=adviser))
    asked = {"person": person, "kind": "account_needed", "due": clock.today()}
    todo = trying("asking for something", lambda: create_todo(**asked, by=SYSTEM))
    trying("doing it", lambda: complete_todo(todo=todo, by=claimant.by))
    Person.objects.filter(pk=person.pk).update(contact_by="letter")
    person = Person.objects.get(pk=person.pk)
    letter = trying("writing", lambda: tell(person=person, template="statement_ready", by=SYSTEM))
    trying("sending by hand", lambda: sent_by_hand(message=letter, by=adviser))


def test_claims_that_are_refused_or_taken_back(trying: Trying) -> None:
    adviser = actor_for(make_user(Role.ADVISER))
    refused = make_claimant().answer().send()
    why = ReasonCode.objects.get(code="in-education")
    trying("refusing", lambda: refuse_claim(claim=refused.claim, reason=why, note="", by=adviser))
    for taken_back in (make_claimant(), make_claimant().answer(LONE_PARENT.but({}, nino="QQ000001C")).send()):
        whose = {"claim": taken_back.claim, "member": taken_back.member, "by": taken_back.by}
        trying("taking back", lambda whose=whose: withdraw_claim(**whose))
    helping = actor_for(make_user(Role.ADVISER)).assisting(refused.person.pk)
    page, answer = HOME.pages[0], {"address_line_1": "1 High Street"}
    draft = make_claimant().claim.draft_id
    trying("answering for somebody", lambda: save_page(draft_id=draft, page=page, answer=answer, by=helping))


def test_what_employers_and_who_checks_them_do(trying: Trying) -> None:
    acting, other, staff = somebody(), somebody(), actor_for(make_user(Role.ADVISER))
    by = {"by": acting.by}
    employer = trying("beginning", lambda: save_answers(employer=None, answers=EMPLOYER, **by))
    trying("changing", lambda: save_answers(employer=employer, answers={"town": "Goole"}, **by))
    trying("sending", lambda: send_registration(employer=employer, language="en", **by))
    trying("whom to ask", lambda: change_contact(employer=employer, answers={**EMPLOYER, "website": ""}, **by))
    found = {"looked_at": "companies_house", "result": "matches", "note": "So it is", "by": staff}
    for kind in CheckKind:
        trying("looking up", lambda kind=kind: add_check(employer=employer, kind=kind, **found))
    deciding = {"employer": employer, "note": "", "by": staff}
    trying("approving", lambda: decide(event="approve", why="", **deciding))
    trying("looking up", lambda: add_check(employer=employer, kind=CheckKind.MAY_ACT, **found))
    for_them = {"employer": employer, "email": "x@example.com", "by": staff}
    trying("inviting for them", lambda: invite_for_them(**for_them))
    first = trying("inviting", lambda: invite(employer=employer, email=other.user.email, **by))
    trying("taking back", lambda: withdraw_invitation(employer=employer, invitation_id=str(first.pk), **by))
    asked = {"user": other.user, "invitation_id": str(invite(employer=employer, email=other.user.email, **by).pk)}
    trying("accepting", lambda: accept_invitation(**asked, by=other.by))
    gone = str(other.user.representations.get().pk)
    trying("taking off", lambda: remove(employer=employer, representative_id=gone, **by))
    trying("suspending", lambda: decide(event="suspend", why="reported", **deciding))
    trying("reading", lambda: note_seen(employer=employer, by=staff))


def test_what_admins_do(trying: Trying, nothing_announced_before: None) -> None:
    admin = signed_in(make_user(Role.ADMIN, name="Helen Marsh"))
    new = {"email": "rosa@example.com", "name": "Rosa", "roles": ["adviser"], "why": "New"}
    trying("adding staff", lambda: answered(admin.post(reverse("admin:accounts_user_add"), new)))
    rosa = User.objects.get(email="rosa@example.com")
    change = reverse("admin:accounts_user_change", args=[rosa.pk])
    changed = {"email": rosa.email, "name": "Rosa", "roles": ["team_leader"], "why": "New", "is_active": "on"}
    trying("asking for roles", lambda: answered(admin.post(change, changed)))
    other = signed_in(make_user(Role.ADMIN, name="Ben Cole"))
    page = reverse("admin:accounts_rolechange_change", args=[rosa.role_changes.get(state="waiting").pk])
    trying("confirming roles", lambda: answered(other.post(page, {"answer": "confirm"})))
    said = {"kind": "problem", "audience": "everyone", "starts_at": clock.now(), "title": "Slow", "words": "It is slow"}
    by = Actor(7, "Ada", frozenset({Role.ADMIN}), None, Channel.ONLINE)
    trying("announcing", lambda: publish_announcement(announcement=Announcement(**said), by=by))


def test_staff_see_nothing_that_is_not_recorded(trying: Trying) -> None:
    browser = signed_in(make_user(Role.ADVISER))
    sent = make_claimant().answer().send()
    about = [sent.claim.reference]
    why = {"reason": AccessReason.CONTACT, "note": "They phoned"}
    trying("opening a record", lambda: answered(browser.post(reverse("staff:open", args=about), why)))
    for page in ("staff:record", "staff:identity", "staff:pay", "claims:answers", "claims:answers_pdf", "claims:sent"):
        address = reverse(page, args=about)
        trying(page, lambda address=address: answered(browser.get(address)))
    trying("searching", lambda: answered(browser.get(reverse("staff:find"), {"q": sent.claim.reference})))


NO_READ = {
    "staff:open": "who it is, to ask why the record is to be opened",
    "staff:home": "what waits, by reference",
    "staff:employers": "employers and where they stand; what was looked for is recorded (employers_searched)",
    "staff:employer": "nothing of a claimant; that it was read is recorded (employer_seen)",
    "staff:employer_check": "the employer's name",
    "staff:employer_invite": "the employer's name",
    "staff:employer_decision": "the employer's name",
    "staff:block_time": "one's own diary, without whom one meets",
    "staff:unmet_needs": "which appointments lack something, by claim, without what it is",
    "staff:absences": "which appointments were missed and what for, without whose they were",
    "staff:known": "whom they told us that they know, without who that is",
    "staff:add_known": "a form",
    "staff:conflicts": "that staff know somebody, or asked for a claim, by its reference",
    "staff:end_known": "that somebody knows somebody, without who that is",
    "staff:hand_over": "the reference of a claim, and names of staff",
    "staff:let_back": "the reference of a claim, and names of staff",
    "staff:concerns": "what people said about their accounts, without who they are",
    "staff:message_file": "that it was saved is recorded (file_downloaded)",
    "staff:find": "the search is recorded with what it found (claims_searched)",
    "staff:promises": "what we agreed to do, by topic and reference, without its words",
    "staff:strangers": "what arrived from nobody we know, without its words or where it is from",
    "staff:stranger": "words of nobody we know; that they were read is recorded (mail_read)",
    "staff:close_stranger": "a form",
    "staff:pass_on": "who is on a claim, to ask whose it is",
    "staff:messages": "what waits for an answer, by topic and reference, without its words",
    "staff:payments_to_agree": "for which claims a large payment waits, by reference, and how much it is",
    "staff:accounts_to_check": "for which claims an account waits, by name and reference",
    "staff:identities": "whose identity is to be checked, by reference and route",
    "staff:todos_waiting": "which to-dos were missed, by kind and reference",
    "staff:to_send": "what waits to be sent, without its words or addresses",
    "staff:bulk_sends": "which messages went to many, without to whom",
    "staff:new_bulk": "a form",
    "staff:bulk_send": "how far a message to many has come, without to whom",
    "staff:unsure": "what may not have arrived, without its words or addresses",
    "signals:list": "what was noticed, without whom it is about",
    "signals:outcomes": "counts",
}
"""Pages for staff that record no read, each with why: nothing on them is about a person whose record is not open."""


STAFF = ("adviser", "payment officer", "team leader", "admin")


@pytest.mark.django_db
def test_every_page_that_staff_see_of_a_claimant_is_recorded(settings: Any) -> None:
    """Opened as any of these staff, each page for staff adds to what the claimant sees of who looked."""
    settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = True
    everybody = {name: each for name, each in readers(1).items() if name in STAFF}
    settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = False
    seen: dict[str, bool] = {}
    for address in EVERY:
        if not address.name.startswith(("staff:", "signals:", "claims:", "payments:")):
            continue
        for reader in everybody.values():
            if not is_asked(address, reader):
                continue
            before = Access.objects.count()
            if reader.browser.get(url_of(address, reader)).status_code == 200:
                seen[address.name] = seen.get(address.name, True) and Access.objects.count() > before
    assert {name for name, is_recorded in seen.items() if not is_recorded} == set(NO_READ)
    assert {"staff:record", "staff:decide", "claims:answers", "payments:statement", "signals:show"} <= seen.keys()
    for_staff = {each.name for each in EVERY if each.name.startswith(("staff:", "signals:"))}
    assert for_staff == seen.keys() & for_staff, "tests/structure/page_readers.py shows nobody some pages"
