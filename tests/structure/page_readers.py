"""Everybody who reads pages, with little to read or with much, made through the services."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.doors import CONFIRMED_AT
from accounts.factors import app, changes
from accounts.factors.selectors import MOST
from accounts.helping import INVITED, MOST_HELPERS, agree_to_help, name_helper
from accounts.identity.services import ask_for_identity_check
from accounts.knowing import declare_known
from accounts.models import Concern, ContactCode, Factor, FactorKind, Help, HelpScope, KnownPerson, Person, SignIn, User
from accounts.recovery import begin_recovery
from accounts.roles import Role
from accounts.services import tell
from appointments.booking import keep_needs
from appointments.models import Blocked, Jobcentre, Room
from audit.models import AccessReason
from claims.handing import hand_over
from claims.kept import KeptAttempt
from claims.models import ReasonCode
from claims.records import open_record, record_contact
from claims.services import accept_claim, refuse_claim, start_claim, withdraw_claim
from claims.showing import files_of
from contacts.models import Contact, Promise
from contacts.services import correct_contact
from conversations.models import Conversation
from conversations.services import start_conversation, write
from core import clock
from core.actor import Actor
from core.fields import digest
from core.ids import new_id
from demo.filling import Story
from demo.stories import LONE_PARENT
from documents.models import Document
from employers.models import Representative
from employers.people import invite
from journal.models import Todo
from journal.more_time import ask_more_time
from journal.services import add_entry, create_todo
from journeys.selectors import load_responses
from letters.batches import begin_batch, make_batch
from notifications.bulk import gather, prepare_bulk
from notifications.models import Message
from payments.models import Pay
from payments.pay import report_pay
from payments.runs import run_payments
from signals.models import Outcome, Signal
from signals.services import look, note_outcome
from tests.appointments.making import make_absence, make_adviser, make_appointment, make_jobcentre
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.claims.test_equality import ANSWERS as EQUALITY
from tests.conftest import sign_in
from tests.contacts.making import a_contact, noted
from tests.conversations.arriving import text
from tests.documents.shown import evidence_of, file_of
from tests.employers.organisations import Acting, approve, colleague, somebody
from tests.employers.organisations import check as check_employer
from tests.notifications.doubts import doubted
from tests.proving import LOW, prove

SECOND_STEPS = ("accounts:second_steps", "accounts:add_", "accounts:backup_codes", "accounts:remove_factor")
HELPED = (
    "home:helping",
    "home:stop_helping",
    "journal:helped",
    "conversations:helped",
    "contacts:helped",
    "appointments:helped",
    "claims:",
    "standing:",
    "payments:",
    "home:agree_to_help",
)
ITS_OWN = ("home:home", "standing:", "claims:", "payments:")  # where it matters how far a claim has come
TALK_FILES = ("staff:message_file", "staff:conversation_file")
CONTACT_FILES = ("staff:contact_file", "contacts:helped_file")
SYSTEM = Actor.system("Tests")
NOBODY = UUID(int=0)
BORN = date(1980, 1, 1)
LISTS = {"children": 12, "work": 3, "savings": 8}  # as many as anybody with much has of each


@dataclass(frozen=True)
class Reader:
    """Somebody's browser, their roles, what each address is about when they ask for it, and how the addresses begin
    that they ask for at all."""

    browser: Client
    roles: frozenset[str]
    about: Callable[[str], Mapping[str, Any]]
    only: tuple[str, ...] = ("",)

    @property
    def is_new_each_time(self) -> bool:
        """Whether every page is the first that they open."""
        return not self.roles and self.only == ("",)


def readers(times: int) -> dict[str, Reader]:
    """Everybody, by what the table calls them. ``times``: how many there are of whatever there can be many of."""
    user = make_user(Role.ADVISER, name="Amina Yusuf")
    by = actor_for(user)
    SignIn.objects.bulk_create(SignIn(user=user, at=clock.now()) for _ in range(times))

    applicant = _claimant(times, by)
    leeds = Jobcentre.objects.filter(slug="leeds").first() or make_jobcentre()
    make_jobcentre(f"york-{times}")
    for number in range(times):
        Room.objects.create(jobcentre=leeds, name=f"Room {times}.{number}")
        make_adviser(jobcentre=leeds)
        met = make_appointment(applicant.person, user, day=clock.today(), hour=15 + number)
        missed = make_absence(met)
        Blocked.objects.create(adviser=user, period=met.period, why="Training", blocked_at=clock.now())
    keep_needs(person=applicant.person, language="Polish", adjustments=["quiet"], details="Loud", by=applicant.by)
    others = []
    for _ in range(times):
        others.append(asking := _claimant(1, by).send())
        ask_for_identity_check(person=asking.person, route="", by=asking.by)
    waiting = _claimant(times, by).send()
    _identify(waiting, by)
    _answer_equality(waiting)
    with _months_ago(times):
        paid = _claimant(times, by).send()
        _accept(paid, by)
    _pay(paid, times, by)
    unsure = [_unsure(by) for _ in range(times + 1)]  # the first is kept from this adviser
    run_payments(on=clock.today(), by=SYSTEM)
    nameless = _claimant(1, by, knows_nino=False, nino=None).send()
    refused = _claimant(times, by).send()
    refuse_claim(claim=refused.claim, reason=ReasonCode.objects.get(code="in-education"), note="", by=by)
    for each in (waiting, paid, nameless):
        open_record(claim=each.claim, reason=AccessReason.NEW_CLAIM, note="To decide the new claim", by=by)
    doubts = [doubted(each.person) for each in (paid, waiting) for _ in range(times)]
    printed = [_letter(each) for each in (paid, waiting) for _ in range(times)]
    assert printed
    batch = begin_batch(by=by)
    make_batch(batch.pk, by=SYSTEM)
    letters = [_letter(each) for each in (paid, waiting) for _ in range(times)]
    for each in (applicant, paid):
        _contacts(each, by, times)
        _talk(each, by, times)
        a_contact(each.person, by)  # the newest of a journal are of every kind, however long it is
    arrived = [text(f"44770090{number:04}") for number in range(times)]
    brailles = [_letter(paid, "braille") for _ in range(times)]
    own = {each.person.pk: _about(each) for each in (applicant, waiting, paid, refused, nameless, unsure[0])}
    undecided = dict.fromkeys(("staff:decide", "staff:accept", "staff:refuse"), waiting)
    talks = dict.fromkeys(("staff:message", "staff:message_file", "staff:promise"), applicant)
    shown = {**talks, "staff:nino": nameless, "staff:identity": nameless, "staff:identity_of": nameless, **undecided}
    evidence = evidence_of(paid.claim, paid.person, by=by, files=times)
    check = paid.person.identity_checks.first()
    assert check
    pay = Pay.objects.filter(claim=paid.claim).latest("paid_on")

    worry, *_more = [Concern.objects.create(user=paid.user, kind="not_me", said_at=clock.now()) for _ in range(times)]

    leader = make_user(Role.TEAM_LEADER, name="Ruth Osei")
    noticed = _noticed(times, actor_for(leader))
    open_record(claim=unsure[0].claim, reason=AccessReason.PAYMENT, note="To pay it", by=actor_for(leader))

    employer, other = _employers(times, by)
    undecided_employer = somebody().answer().send().employer
    assert employer.employer
    assert undecided_employer
    employers = {"staff:employer_decision": undecided_employer}
    known = _known(times, by, unsure[0], actor_for(leader))

    careful, at_second_step = _with_second_steps(times)

    helper, (given, for_applicant, *_others) = _helper([paid, applicant, *others], waiting)
    for number in range(min(times, MOST_HELPERS - 1)):
        _named(paid, f"another{number}@example.com")

    photo = files_of([evidence])[0]

    keep_needs(person=paid.person, language="Polish", adjustments=["quiet"], details="Loud", by=paid.by)
    theirs = make_appointment(paid.person, user, day=clock.today() + timedelta(days=1), unmet_since=clock.now())
    make_absence(theirs)

    def for_staff(address: str) -> Mapping[str, Any]:
        return {
            **own[shown.get(address, paid).person.pk],
            "unsure_id": doubts[0].pk,
            "message_id": brailles[0].pk if address == "batches:make" else letters[0].pk,
            "batch_id": batch.pk,
            "arrived_id": arrived[0].pk,
            "pay_id": pay.pk,
            "check_id": check.pk,
            "concern_id": worry.pk,
            "employer": employers.get(address, employer.employer).reference,
            "event": "refuse",
            "help_id": given.pk,
            "appointment_id": (theirs if address.startswith("staff:their") else met).pk,
            "absence_id": missed.pk,
            **({} if address in TALK_FILES else {"document_id": photo.pk}),
            **_contact_file(address, own[paid.person.pk]),
        }

    def reader(browser: Client, *roles: str, of: Claimant = applicant, only: tuple[str, ...] = ("",)) -> Reader:
        return Reader(browser, frozenset(roles), lambda _: own[of.person.pk], only)

    helped = ("standing:now", "claims:sent", "claims:answers", "payments:", "conversations:", "contacts:")

    def for_helper(address: str) -> Mapping[str, Any]:
        about = paid if address.startswith(helped) else applicant
        help_ = for_applicant if address.startswith("appointments:") else given
        theirs = own[about.person.pk]
        return {**theirs, "help_id": help_.pk, **_contact_file(address, theirs)}

    everybody = {
        "admin": _sending_to_many(times),
        "helper": Reader(helper, frozenset({Role.HELPER}), for_helper, only=HELPED),
        "invited": reader(_invited(applicant), only=("accounts:helper_account",)),
        "visitor": reader(Client()),
        "with a code": reader(_signing_up(times, confirmed=False), only=("accounts:sign_up",)),
        "making an employer's account": reader(
            _signing_up(times, confirmed=False, page="accounts:employer_sign_up"), only=("accounts:employer_sign_up",)
        ),
        "making an employer's account, with a right code": reader(
            _signing_up(times, confirmed=True, page="accounts:employer_sign_up"), only=("accounts:employer_sign_up",)
        ),
        "registering an employer": _acting(somebody().answer()),
        "employer that waits": _acting(somebody().answer().send()),
        "employer": _acting(employer, representative_id=other.pk),
        "invited to an employer": _asked_to_act(employer),
        "with a right code": reader(_signing_up(times, confirmed=True), only=("accounts:sign_up",)),
        "who forgot": reader(_forgetting(times, confirmed=False), only=("accounts:forgotten",)),
        "who forgot, with a right code": reader(_forgetting(times, confirmed=True), only=("accounts:forgotten",)),
        "helped back in": reader(_helped_back_in(by), Role.CLAIMANT, only=("accounts:recovery", "accounts:account")),
        "with a code from an adviser": reader(_with_advisers_code(by), only=("accounts:back_in",)),
        "with second steps": Reader(
            careful, frozenset({Role.CLAIMANT}), lambda _: {"factor_id": _first_step(careful)}, only=SECOND_STEPS
        ),
        "at the second step": reader(at_second_step, only=("accounts:second_step",)),
        "applicant": reader(applicant.browser, Role.CLAIMANT),
        "changing": reader(
            _changing(times), Role.CLAIMANT, only=("accounts:change_", "accounts:remove", "accounts:ses")
        ),
        "waiting": reader(waiting.browser, Role.CLAIMANT, of=waiting, only=ITS_OWN),
        "paid": reader(paid.browser, Role.CLAIMANT, of=paid, only=ITS_OWN),
        "refused": reader(refused.browser, Role.CLAIMANT, of=refused, only=ITS_OWN),
        "adviser": Reader(signed_in(user), frozenset({Role.ADVISER}), for_staff),
        "payment officer": Reader(
            signed_in(make_user(Role.PAYMENT_OFFICER)),
            frozenset({Role.PAYMENT_OFFICER}),
            for_staff,
            only=("staff:payments_to_agree",),
        ),
        "team leader": Reader(
            signed_in(leader),
            frozenset({Role.TEAM_LEADER}),
            lambda _: {**own[unsure[0].person.pk], "signal_id": noticed.pk, "known_id": known.pk},
            only=(
                "signals:",
                "staff:first_payment",
                "staff:appointee",
                "staff:conf",
                "staff:end_known",
                "staff:hand",
                "staff:let",
                "staff:looks",
                "staff:accounts",
                "staff:check_account",
            ),
        ),
    }
    for each in everybody.values():
        if each.browser.cookies and SESSION_KEY in each.browser.session:
            _stay_confirmed(each.browser)
    return everybody


def _stay_confirmed(browser: Client) -> None:
    """They have just confirmed that it is them, however long the measuring takes."""
    session = browser.session
    session[CONFIRMED_AT] = time.time() + 86_400
    session.save()


def _about(claimant: Claimant) -> dict[str, Any]:
    items = load_responses([claimant.claim.draft_id]).items_of("children")
    message = Message.objects.filter(recipient_reference=str(claimant.person.pk)).first()
    return {
        "message_id": message.pk if message else NOBODY,
        "reference": claimant.claim.reference,
        "item": items[0],
        "number": 1,
        "factor_id": UUID(int=0),
        "person_id": claimant.person.pk,
        "appointment_id": claimant.person.appointments.values_list("pk", flat=True).first() or UUID(int=0),
        **_talk_of(claimant),
        **_contact_of(claimant),
        "todo_id": Todo.objects.filter(person=claimant.person, kind="call_us").first().pk,  # type: ignore[union-attr]
    }


def _talk(claimant: Claimant, by: Actor, times: int) -> None:
    """Many conversations, and one in which much was written."""
    for number in range(times + 1):  # the last is answered
        about = {"topic": "home", "words": f"The heating, {number}"}
        post = start_conversation(person=claimant.person, **about, key=new_id(), by=claimant.by)
    file_of(claimant.person.pk, post.place, by=by)
    for _ in range(times):
        write(conversation=post.conversation, words="We wrote to your landlord", key=new_id(), by=by)


def _talk_of(claimant: Claimant) -> dict[str, UUID]:
    talk = Conversation.objects.of_person(claimant.person.pk).order_by("-last_at").first()
    file = Document.objects.filter(owner_id=claimant.person.pk, place__startswith="conversation:").first()
    return {"conversation_id": talk.pk if talk else NOBODY, "document_id": file.pk if file else NOBODY}


def _contacts(claimant: Claimant, by: Actor, times: int) -> None:
    """Many calls in which something was agreed, and one that was corrected often."""
    for number in range(times):
        call = a_contact(claimant.person, by, said=f"The heating, {number}", ours="Call the landlord")
    for number in range(times):
        given = {"noted": noted(said=f"Not the heating, {number}", ours="Call the landlord"), "why": "Heard wrong"}
        call = correct_contact(contact=call, key=new_id(), by=by, **given)
    file_of(claimant.person.pk, call.place, by=by)


def _contact_of(claimant: Claimant) -> dict[str, UUID]:
    call = Contact.objects.of_person(claimant.person.pk).order_by("-number").first()
    promise = Promise.objects.filter(contact=call).first() if call else None
    file = Document.objects.filter(owner_id=claimant.person.pk, place__startswith="contact:").first()
    return {
        "contact_id": call.first if call else NOBODY,
        "promise_id": promise.pk if promise else NOBODY,
        "contact_file_id": file.pk if file else NOBODY,
    }


def _contact_file(address: str, about: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"document_id": about["contact_file_id"]} if address in CONTACT_FILES else {}


def _story(times: int, **answers: Any) -> Story:
    entries = {task: LONE_PARENT.entries[task][:1] * min(times, most) for task, most in LISTS.items()}
    return LONE_PARENT.but(entries, family_name="Hughes", **answers)


def _claimant(times: int, by: Actor, **answers: Any) -> Claimant:
    """Somebody who has answered everything, took claims back before, and to whom much has happened."""
    claimant = make_claimant()
    for _ in range(times - 1):
        withdraw_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
        claimant.claim = start_claim(person=claimant.person, by=claimant.by)
        claimant.member = claimant.claim.members.get()
    for number in range(times):
        record_contact(person=claimant.person, claim=claimant.claim, note="", page="staff:record", by=by)
        add_entry(person=claimant.person, kind="identity_verified", by=by)
        _ask(claimant, str(number))
    SignIn.objects.bulk_create(SignIn(user=claimant.user, at=clock.now()) for _ in range(times))
    # One National Insurance number is one person.
    return claimant.answer(_story(times, **{"nino": f"QQ{claimant.user.pk % 10**6:06}C", **answers}))


def _ask(claimant: Claimant, subject: str) -> Todo:
    due = clock.today() + timedelta(days=14)
    todo = create_todo(person=claimant.person, kind="call_us", subject=subject, details="Why", due=due, by=SYSTEM)
    ask_more_time(todo=todo, until=todo.due + timedelta(days=14), why="Away", by=claimant.by)
    return todo


def _months_ago(times: int) -> AbstractContextManager[None]:
    return clock.as_if(clock.now() - timedelta(days=31 * times + 10))


def _identify(claimant: Claimant, by: Actor) -> None:
    prove(claimant.person, by=by)


def _accept(claimant: Claimant, by: Actor) -> None:
    _identify(claimant, by)
    _decide(claimant, by)


def _decide(claimant: Claimant, by: Actor) -> None:
    reason = ReasonCode.objects.get(code="conditions-met")
    claimant.claim = accept_claim(claim=claimant.claim, reason=reason, note="", by=by)


def _unsure(by: Actor) -> Claimant:
    """Somebody whose first payment waits until it is known better who they are."""
    with _months_ago(1):
        claimant = _claimant(1, by).send()
        prove(claimant.person, by=by, evidence=LOW)
        _decide(claimant, by)
    return claimant


def _pay(claimant: Claimant, times: int, by: Actor) -> None:
    """As many months as passed, with a payday in each."""
    claim, first_day = claimant.claim, claimant.claim.entitled_from
    assert first_day
    for month in range(times):
        report_pay(
            claim=claim,
            person=claimant.person,
            employer=LONE_PARENT.entries["work"][0]["employer"],
            paid_on=first_day + timedelta(days=31 * month + 5),
            net_pence=500_00,
            by=by,
        )
    assert run_payments(on=clock.today(), by=SYSTEM).statements == times


def _known(times: int, by: Actor, claimant: Claimant, leader: Actor) -> KnownPerson:
    """Whom staff know, which kept claims they asked for, and who deals with one."""
    known = [
        declare_known(relation="friend", family_name=f"Quill{'abcdefghijklmnop'[n % 16]}", date_of_birth=BORN, by=by)
        for n in range(times)
    ]
    KeptAttempt.objects.bulk_create(
        KeptAttempt(staff_id=by.user_id, claim=claimant.claim, why="known", at=clock.now()) for _ in range(times)
    )
    hand_over(claim=claimant.claim, to=User.objects.get(pk=by.user_id), note="Decide it", by=leader)
    return known[0]


def _sending_to_many(times: int) -> Reader:
    """An admin who looks at messages to many, of which one has begun."""
    admin = make_user(Role.ADMIN, name="Ada Lovelace")
    given = {"template": "amounts_change", "audience": "open-claims", "rate_a_minute": 60}
    bulk, *_more = [prepare_bulk(**given, by=actor_for(admin)) for _ in range(times)]
    gather(bulk=bulk)
    only = ("staff:bulk_send", "staff:new_bulk")
    return Reader(signed_in(admin), frozenset({Role.ADMIN}), lambda _: {"bulk_id": bulk.pk}, only)


def _noticed(times: int, by: Actor) -> Signal:
    """That claims have one account, of which much was said."""
    look(by=SYSTEM)
    signal = Signal.objects.get(kind="same_account")
    for number in range(times):
        note_outcome(signal=signal, outcome=Outcome.STILL, text=f"Call {number} of {times}", by=by)
    return signal


def _letter(claimant: Claimant, letter_format: str = "standard") -> Message:
    Person.objects.filter(pk=claimant.person.pk).update(contact_by="letter", letter_format=letter_format)
    message = tell(person=Person.objects.get(pk=claimant.person.pk), template="statement_ready", by=SYSTEM)
    assert message
    return message


def _answer_equality(claimant: Claimant) -> None:
    base = f"/claims/{claimant.claim.reference}/equality/"
    claimant.browser.post(base)
    for page, typed in EQUALITY.items():
        assert claimant.browser.post(f"{base}about-you/{page}/", typed).status_code == 302, page


def _named(claimant: Claimant, email: str) -> Help:
    return name_helper(
        person=claimant.person,
        kind="relative",
        name="Grace",
        email=email,
        scopes=HelpScope.values,
        until=clock.today(),
        language="en",
        by=claimant.by,
    )


def _helper(people: list[Claimant], inviting: Claimant) -> tuple[Client, list[Help]]:
    """A browser of somebody who helps these people with everything, and was just invited by another."""
    user = make_user(Role.HELPER, name="Grace Mensah")
    given = [agree_to_help(help_=_named(each, user.email), user=user, by=actor_for(user)) for each in people]
    browser = signed_in(user)
    _type_code(browser, _named(inviting, user.email))
    return browser, given


def _invited(inviting: Claimant) -> Client:
    """A browser of somebody without an account, who typed the code of an invitation."""
    browser = Client()
    _type_code(browser, _named(inviting, f"invited{inviting.user.pk}@example.com"))
    return browser


def _type_code(browser: Client, invitation: Help) -> None:
    body = Message.objects.get(template=INVITED, recipient_reference=str(invitation.pk)).body
    [code] = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", body)
    assert browser.post(reverse("accounts:invitation"), {"email": invitation.email, "code": code}).status_code == 302


def _changing(times: int) -> Client:
    """Somebody who is signed in on many phones, has a number, and asked for codes to change it and their address."""
    claimant = make_claimant()
    for _ in range(times):
        signed_in(claimant.user)
    Person.objects.filter(pk=claimant.person.pk).update(phone="07700 900 123")
    claimant.browser.post(reverse("accounts:change_email"), {"email": f"another{times}@example.com"})
    claimant.browser.post(reverse("accounts:change_phone"), {"phone": "07700 900 982"})
    return claimant.browser


def _with_second_steps(times: int) -> tuple[Client, Client]:
    """A browser of somebody with second steps of every kind, who has just confirmed that it is them; and another in
    which they have given their password."""
    user = make_user(Role.CLAIMANT)
    browser = sign_in(Client(), user, confirmed_by="app")
    by = actor_for(user)
    for _ in range(min(times, MOST - 2)):
        factor = changes.begin_app(user=user, by=by)
        with time_machine.travel(clock.machine_now() - timedelta(minutes=2)):
            assert changes.confirm_app(user=user, code=app.code_now(factor.secret), by=by)
    Factor.objects.create(
        user=user,
        kind=FactorKind.TEXT,
        secret="+447700900982",
        created_at=clock.now(),
        confirmed_at=clock.now(),
        last_used_at=clock.now(),
    )
    changes.make_backup_codes(user=user, by=by)
    other = Client()
    other.post(reverse("accounts:sign_in"), {"email": user.email, "password": "three plain words"})
    return browser, other


def _first_step(browser: Client) -> Any:
    return Factor.objects.filter(user_id=browser.session[SESSION_KEY], kind=FactorKind.APP).first().pk


def _forgetting(times: int, *, confirmed: bool) -> Client:
    """Somebody who forgot their password and asked for a code, and perhaps typed it."""
    browser, user = Client(), make_user()
    browser.post(reverse("accounts:forgotten_password"), {"email": user.email})
    if confirmed:
        asked = ContactCode.objects.filter(contact_digest=digest(user.email))
        asked.update(user=user, confirmed_at=clock.now())
    return browser


def _begin_to_help(by: Actor) -> tuple[User, str]:
    """Somebody who lost their phone, and the code that they were given."""
    claimant = make_claimant()
    prove(claimant.person, by=by)
    day = clock.today() + timedelta(days=5)
    begun = begin_recovery(person=claimant.person, lost="phone", note="", way="spoken", bank_changes_from=day, by=by)
    return claimant.user, begun.digits


def _helped_back_in(by: Actor) -> Client:
    return signed_in(_begin_to_help(by)[0])


def _with_advisers_code(by: Actor) -> Client:
    browser, (user, digits) = Client(), _begin_to_help(by)
    browser.post(reverse("accounts:back_in"), {"email": user.email, "code": digits})
    return browser


def _acting(acting: Acting, representative_id: UUID = NOBODY) -> Reader:
    """Somebody who acts for an employer, on its own pages."""
    about = {"page": "kind", "representative_id": representative_id, "invitation_id": NOBODY}
    return Reader(acting.browser(), frozenset({Role.EMPLOYER}), lambda _: about, only=("employers:",))


def _employers(times: int, by: Actor) -> tuple[Acting, Representative]:
    """Somebody of an approved employer with many colleagues and invitations, of which there are others by its number
    and much was checked; and a colleague. Others wait."""
    acting = somebody().answer().send()
    assert acting.employer
    for _ in range(times):
        somebody().answer().send()
        acting.employer = approve(acting.employer, by) if acting.employer.state == "applied" else acting.employer
        check_employer(acting.employer, by)
        colleague(acting.employer, acting.by)
        invite(employer=acting.employer, email=somebody().user.email, by=acting.by)
    return acting, Representative.objects.exclude(user=acting.user).filter(employer=acting.employer)[0]


def _asked_to_act(employer: Acting) -> Reader:
    invited = somebody()
    assert employer.employer
    invite(employer=employer.employer, email=invited.user.email, by=employer.by)
    return _acting(invited)


def _signing_up(times: int, *, confirmed: bool, page: str = "accounts:sign_up") -> Client:
    """A browser in which somebody asked for a code, and perhaps typed it."""
    browser, email = Client(), f"new{times}{confirmed}@example.com"
    browser.post(reverse(page), {"email": email})
    if confirmed:
        ContactCode.objects.filter(contact_digest=digest(email.casefold())).update(confirmed_at=clock.now())
    return browser
