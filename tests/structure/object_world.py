"""Three households, everything that can be theirs, and everybody who asks for it. Its words say whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import actor_for
from accounts.models import Concern, Factor, FactorKind, KnownPerson, Person, User
from accounts.roles import Role
from accounts.services import tell
from audit.models import AccessReason
from claims.journey import CLAIM
from claims.models import Claim, ClaimState, Member, ReasonCode
from claims.records import open_record
from claims.services import accept_claim, start_claim
from claims.submission import submit_claim
from conversations.services import start_conversation, write
from core import clock
from core.actor import Actor
from core.ids import new_id
from demo.filling import answer_claim
from demo.stories import LONE_PARENT
from documents.models import Document
from journal.services import add_entry, create_todo
from journeys.definition import OWN
from journeys.selectors import load_responses
from journeys.services import start_draft
from payments.models import Pay
from payments.pay import report_pay
from payments.runs import run_payments
from privacy.holds import place_holds
from privacy.services import ask_for_copy, make_copy
from signals.models import Outcome, Signal
from signals.services import look, note_outcome
from tests.appointments.making import make_absence, make_appointment
from tests.contacts.making import a_contact
from tests.conversations.arriving import text
from tests.documents.shown import evidence_of, file_of
from tests.notifications.doubts import doubted
from tests.proving import prove
from tests.structure.object_kinds import Household, Mark, Stage, World
from tests.structure.object_readers import OPENED_BY, browsers_of, make_user

NONE = UUID(int=0)
SYSTEM = Actor.system("Tests")
_days = count(1)
"""Nobody meets two people at one time."""
OWN_TASKS = [task.slug for task in CLAIM.tasks if task.part == OWN]


def make_world() -> World:
    """All of it, through the services."""
    staff = {role: make_user(role, name=f"Staff {role}") for role in (*OPENED_BY.values(), Role.ADMIN)}
    adviser = actor_for(staff[Role.ADVISER])
    owned, others = {}, {}
    for number, stage in enumerate(Stage):
        others[stage] = _household(stage, adviser, number + 10, dict.fromkeys(Mark, Mark.OTHER))
        owned[stage] = _household(stage, adviser, number, {mark: mark for mark in Mark})
    run_payments(on=clock.today(), by=SYSTEM)
    for made in (others, owned):
        for each in made.values():
            _live_together(each, adviser, Mark.OTHER if made is others else None)
    _things_that_staff_look_at(owned, others, actor_for(staff[Role.TEAM_LEADER]), staff[Role.ADVISER])
    for made in (owned, others):
        for stage in (Stage.WAITING, Stage.PAID):
            for role in OPENED_BY.values():
                reason, note = AccessReason.NEW_CLAIM, Mark.STAFF if made is owned else Mark.OTHER
                open_record(claim=made[stage].claim, reason=reason, note=note, by=actor_for(staff[role]))
    admin = actor_for(staff[Role.ADMIN])
    place_holds(claim=owned[Stage.PAID].claim, reason=Mark.STAFF, until=None, by=admin)
    return World(owned, others, browsers_of(owned, others, staff))


def _household(stage: Stage, adviser: Actor, number: int, marks: Mapping[Mark, Mark]) -> Household:
    """Somebody's claim as far as it has come, while they are alone on it."""
    owner = make_user(Role.CLAIMANT)
    by = actor_for(owner)
    with clock.as_if(clock.now() - timedelta(days=40 if stage is Stage.PAID else 3)):
        claim = start_claim(person=owner.person, by=by)
        member = claim.members.get()
        answer_claim(claim=claim, member=member, story=_story(number, marks), by=by)
        items = load_responses([claim.draft_id, member.draft_id])
        about = {"item": items.items_of("children")[0], "own_item": items.items_of("work")[0]}
        if stage is not Stage.APPLYING:
            claim = submit_claim(claim=claim, member=member, by=by)
            owner.person.refresh_from_db()
        if stage is Stage.PAID:
            about["check_id"] = prove(owner.person, by=adviser).pk
            claim = accept_claim(claim=claim, reason=ReasonCode.objects.get(code="conditions-met"), note="", by=adviser)
    if stage is Stage.PAID:
        assert claim.entitled_from
        paid_on = claim.entitled_from + timedelta(days=5)
        report_pay(
            claim=claim, person=owner.person, employer=marks[Mark.OWN], paid_on=paid_on, net_pence=1000_00, by=adviser
        )
    return Household(owner, make_user(Role.CLAIMANT, Role.TEAM_LEADER), make_user(Role.CLAIMANT), claim, about)


def _story(number: int, marks: Mapping[Mark, Mark]) -> Any:
    own, shared = marks[Mark.OWN], marks[Mark.SHARED]
    return LONE_PARENT.but(
        {
            "children": [{**LONE_PARENT.entries["children"][0], "child_given_names": shared}],
            "work": [{**LONE_PARENT.entries["work"][0], "employer": own}],
            "savings": [{**LONE_PARENT.entries["savings"][0], "savings_with": own}],
        },
        given_names="Robin",
        family_name=marks[Mark.NAME],
        address_line_1=shared,
        landlord=shared,
        account_holder=marks[Mark.BANK],
        nino=f"QQ{number:06}C",
    )


def _live_together(household: Household, adviser: Actor, mark: Mark | None) -> None:
    """A partner joins, with answers and pay of their own; somebody else left yesterday."""
    claim, now, today = household.claim, clock.now(), clock.today()
    left = DateRange(today - timedelta(days=30), today - timedelta(days=1))
    for user, days in ((household.partner, DateRange(today, None)), (household.former, left)):
        draft = start_draft(journey=CLAIM)
        member = Member.objects.create(claim=claim, person=user.person, draft=draft, applies=days, recorded_at=now)
        own = _story(0, dict.fromkeys(Mark, mark or Mark.PARTNER)).only(*OWN_TASKS)
        if user == household.partner and claim.state == ClaimState.STARTED:
            answer_claim(claim=claim, member=member, story=own, by=actor_for(user))
            responses = load_responses([member.draft_id])
            household.about["partners_item"] = responses.items_of("work")[0]
        prove(user.person, by=adviser)


def _things_that_staff_look_at(
    owned: Mapping[Stage, Household], others: Mapping[Stage, Household], leader: Actor, adviser: User
) -> None:
    look(by=SYSTEM)
    for made in (owned, others):
        mark = Mark.OTHER if made is others else Mark.OWN
        for each in made.values():
            person = each.owner.person
            due = clock.today() + timedelta(days=7)
            todo = create_todo(person=person, kind="call_us", subject=mark, details=mark, due=due, by=SYSTEM)
            each.about["todo_id"] = todo.pk
            add_entry(person=person, kind="identity_verified", by=SYSTEM)
            each.about["arrived_id"] = str(text().pk)  # nobody’s, and no thing of the household
            each.about["unsure_id"] = doubted(Person.objects.get(pk=person.pk)).pk
            each.about |= _talk(each.owner, actor_for(adviser), mark)
            each.about |= _contact(each.owner, actor_for(adviser), mark)
            Person.objects.filter(pk=person.pk).update(contact_by="letter")
            message = tell(person=Person.objects.get(pk=person.pk), template="statement_ready", by=SYSTEM)
            assert message
            factor = Factor.objects.create(
                user=each.owner,
                kind=FactorKind.APP,
                secret="JBSWY3DPEHPK3PXP",
                created_at=clock.now(),
                confirmed_at=clock.now(),
                last_used_at=clock.now(),
            )
            concern = Concern.objects.create(user=each.owner, kind="not_me", said_at=clock.now())
            if each.claim.state == ClaimState.OPEN:
                assert make_copy(ask_for_copy(by=actor_for(each.owner)).pk, by=SYSTEM)
            known = KnownPerson.objects.create(
                staff=adviser, relation="friend", family_name=mark, date_of_birth="1900-01-01", declared_at=clock.now()
            )
            each.about["known_id"] = str(known.pk)  # a colleague’s, and no thing of the household
            met = make_appointment(person, adviser, day=clock.today() + timedelta(days=next(_days)), details=mark)
            each.about |= {"appointment_id": met.pk, "absence_id": make_absence(met).pk}
            each.about |= {"message_id": message.pk, "factor_id": factor.pk, "concern_id": concern.pk}
            each.about |= {"person_id": person.pk, "partner_id": each.partner.person.pk}
            each.about |= {"reference": each.claim.reference, "number": 1, "signal_id": _signal(each.claim, leader)}
            if each.claim.state == ClaimState.OPEN:
                asked = evidence_of(each.claim, person, by=actor_for(adviser), details=mark)
                each.about["document_id"] = Document.objects.get(place=asked.place).pk
            pay = Pay.objects.filter(claim=each.claim).first()
            each.about |= {
                "pay_id": pay.pk if pay else NONE,
                "check_id": each.about.get("check_id", NONE),
                "document_id": each.about.get("document_id", NONE),
            }


def _talk(owner: User, adviser: Actor, mark: str) -> dict[str, UUID]:
    """What the owner and we wrote to each other, with a file."""
    by = actor_for(owner)
    post = start_conversation(person=owner.person, topic="home", words=mark, key=new_id(), by=by)
    write(conversation=post.conversation, words=mark, key=new_id(), by=adviser)
    file = file_of(owner.person.pk, post.place, by=by, name=mark)
    return {"conversation_id": post.conversation_id, "talk_file_id": file.pk}


def _contact(owner: User, adviser: Actor, mark: str) -> dict[str, UUID]:
    """A call that was written down, with what was agreed and a file."""
    contact = a_contact(owner.person, adviser, said=mark, ours=mark, theirs=mark)
    file = file_of(owner.person.pk, contact.place, by=adviser, name=mark)
    promise = contact.promises.get()
    return {"contact_id": contact.first, "promise_id": promise.pk, "contact_file_id": file.pk}


def _signal(claim: Claim, leader: Actor) -> UUID:
    found = Signal.objects.filter(evidence__claim=claim).first()
    if found is None:
        return NONE
    note_outcome(signal=found, outcome=Outcome.STILL, text=Mark.STAFF, by=leader)
    return found.pk
