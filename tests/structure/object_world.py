"""Three households, everything that can be theirs, and everybody who asks for it. Its words say whose they are."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from accounts.actors import actor_for
from accounts.doors import CONFIRMED_AT, Door
from accounts.helping import agree_to_help, name_helper, take_back
from accounts.models import Concern, Factor, FactorKind, Help, HelpScope, KnownPerson, Person, User
from accounts.roles import Role
from accounts.services import create_account, tell
from audit.models import AccessReason
from claims.journey import CLAIM
from claims.models import Claim, ClaimState, Member, ReasonCode
from claims.records import open_record
from claims.services import accept_claim, start_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor
from demo.filling import answer_claim
from demo.stories import LONE_PARENT
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
from tests.conftest import sign_in
from tests.proving import prove

NONE = UUID(int=0)
SYSTEM = Actor.system("Tests")
OWN_TASKS = [task.slug for task in CLAIM.tasks if task.part == OWN]


class Who(StrEnum):
    """Whoever asks for something that is the owner's, by what they are to it."""

    OWNER = "the owner"
    UNCONFIRMED = "the owner, who last confirmed an hour ago that it is them"
    PARTNER = "their partner, on the same claim"
    FORMER = "their former partner, who left the claim"
    OTHER = "another claimant"
    ONE_LOGIN = "somebody who has a One Login and nothing else"
    HELPS_SEE = "a helper who may see the claim and read the journal"
    HELPS_PAYMENTS = "a helper who may see payments"
    HELPS_ANSWER = "a helper who may fill in answers"
    HELP_STOPPED = "a helper with everything, taken back"
    HELP_OVER = "a helper with everything, until yesterday"
    HELPER = "a helper whom they never named"
    EMPLOYER = "an employer"
    OPENED = "an adviser who opened the record"
    ADVISER = "an adviser who did not"
    OWN_CLAIM = "a team leader who is the partner"
    HELPS_TOO = "a team leader who helped them with everything"
    WRONG_DOOR = "the adviser who opened it, signed in as the public is"
    DECISION_MAKER = "a decision maker who opened it"
    PAYMENT_OFFICER = "a payment officer who opened it"
    TEAM_LEADER = "a team leader who opened it"
    ADMIN = "an admin"
    SETTING_UP = "an adviser who has no second step yet"
    VISITOR = "a visitor"


class Stage(StrEnum):
    """How far the claim has come that somebody asks about: some pages are there at one stage only."""

    APPLYING = "applying"
    WAITING = "waiting"
    PAID = "paid"


class Mark(StrEnum):
    """A word that is nowhere but in what is of one kind."""

    NAME = "Ownersfamilyname"
    OWN = "Ofowneralone"
    SHARED = "Ofbothtogether"
    BANK = "Ofanaccount"
    PARTNER = "Ofpartneralone"
    STAFF = "Noteofstaff"
    OTHER = "Ofsomebodyelse"


@dataclass
class Household:
    """A claim, whose it is, and what is theirs: ``about`` has each thing by what an address calls it."""

    owner: User
    partner: User
    former: User
    claim: Claim
    about: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """The households by stage, somebody else's claim at each, and everybody's browser."""

    owned: dict[Stage, Household]
    others: dict[Stage, Household]
    browsers: dict[tuple[Who, Stage], Client]


def make_world() -> World:
    """All of it, through the services."""
    staff = {role: _user(role, name=f"Staff {role}") for role in (*_OPENERS.values(), Role.ADMIN)}
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
            for role in _OPENERS.values():
                reason, note = AccessReason.NEW_CLAIM, Mark.STAFF if made is owned else Mark.OTHER
                open_record(claim=made[stage].claim, reason=reason, note=note, by=actor_for(staff[role]))
    admin = actor_for(staff[Role.ADMIN])
    place_holds(claim=owned[Stage.PAID].claim, reason=Mark.STAFF, until=None, by=admin)
    return World(owned, others, _browsers(owned, others, staff))


_OPENERS = {
    Who.OPENED: Role.ADVISER,
    Who.DECISION_MAKER: Role.DECISION_MAKER,
    Who.PAYMENT_OFFICER: Role.PAYMENT_OFFICER,
    Who.TEAM_LEADER: Role.TEAM_LEADER,
}
_counted = iter(range(1, 10_000))


def _user(*roles: str, name: str = "", password: str | None = "three plain words") -> User:
    email = f"somebody{next(_counted)}@example.com"
    return create_account(email=email, password=password, name=name, roles=roles, by=SYSTEM)


def _household(stage: Stage, adviser: Actor, number: int, marks: Mapping[Mark, Mark]) -> Household:
    """Somebody's claim as far as it has come, while they are alone on it."""
    owner = _user(Role.CLAIMANT)
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
    return Household(owner, _user(Role.CLAIMANT, Role.TEAM_LEADER), _user(Role.CLAIMANT), claim, about)


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
            create_todo(person=person, kind="account_needed", subject=mark, due=clock.today(), by=SYSTEM)
            add_entry(person=person, kind="identity_verified", by=SYSTEM)
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
            each.about["known_id"] = known.pk
            each.about |= {"message_id": message.pk, "factor_id": factor.pk, "concern_id": concern.pk}
            each.about |= {"person_id": person.pk, "partner_id": each.partner.person.pk}
            each.about |= {"reference": each.claim.reference, "number": 1, "signal_id": _signal(each.claim, leader)}
            pay = Pay.objects.filter(claim=each.claim).first()
            each.about |= {
                "pay_id": pay.pk if pay else NONE,
                "check_id": each.about.get("check_id", NONE),
            }


def _signal(claim: Claim, leader: Actor) -> UUID:
    found = Signal.objects.filter(evidence__claim=claim).first()
    if found is None:
        return NONE
    note_outcome(signal=found, outcome=Outcome.STILL, text=Mark.STAFF, by=leader)
    return found.pk


def _browsers(
    owned: Mapping[Stage, Household], others: Mapping[Stage, Household], staff: Mapping[str, User]
) -> dict[tuple[Who, Stage], Client]:
    """Everybody signed in. Whoever is the same whatever they ask about has one browser."""
    shared = {
        Who.ONE_LOGIN: sign_in(Client(), _user(Role.CLAIMANT, password=None), confirmed_by="one_login"),
        Who.HELPER: sign_in(Client(), _user(Role.HELPER)),
        Who.EMPLOYER: sign_in(Client(), _user(Role.EMPLOYER)),
        Who.ADVISER: sign_in(Client(), _user(Role.ADVISER)),
        Who.WRONG_DOOR: sign_in(Client(), staff[Role.ADVISER], door=Door.PUBLIC),
        Who.ADMIN: sign_in(Client(), staff[Role.ADMIN]),
        Who.SETTING_UP: sign_in(Client(), _user(Role.ADVISER), confirmed_by="password"),
        Who.VISITOR: Client(),
        **{who: sign_in(Client(), staff[role]) for who, role in _OPENERS.items()},
    }
    browsers = {(who, stage): browser for who, browser in shared.items() for stage in Stage}
    for stage in Stage:
        household = owned[stage]
        browsers |= {
            (Who.OWNER, stage): sign_in(Client(), household.owner, confirmed_by="app"),
            (Who.UNCONFIRMED, stage): _confirm(
                sign_in(Client(), household.owner, confirmed_by="app"), time.time() - 3600
            ),
            (Who.PARTNER, stage): sign_in(Client(), household.partner, door=Door.PUBLIC),
            (Who.OWN_CLAIM, stage): sign_in(Client(), household.partner, door=Door.STAFF),
            (Who.FORMER, stage): sign_in(Client(), household.former),
            (Who.OTHER, stage): sign_in(Client(), others[stage].owner, confirmed_by="app"),
            **{(who, stage): browser for who, browser in _helpers(household).items()},
        }
    for (who, _stage), each in browsers.items():
        if who not in (Who.UNCONFIRMED, Who.VISITOR):
            _confirm(each, time.time() + 86_400)  # however long the asking takes
        each.raise_request_exception = False  # that a page breaks is a fault like another
    return browsers


_SCOPES: dict[Who, tuple[str, ...]] = {
    Who.HELPS_SEE: (HelpScope.CLAIM, HelpScope.JOURNAL),
    Who.HELPS_PAYMENTS: (HelpScope.PAYMENTS,),
    Who.HELPS_ANSWER: (HelpScope.ANSWERS,),
    Who.HELP_STOPPED: tuple(HelpScope),
    Who.HELP_OVER: tuple(HelpScope),
}


def _helpers(household: Household) -> dict[Who, Client]:
    """Whoever helps the owner or did, and a member of staff who does. No more than five help at a time."""
    browsers = {}
    for who, scopes in _SCOPES.items():
        user = _user(Role.HELPER, Role.TEAM_LEADER) if who is Who.HELP_OVER else _user(Role.HELPER)
        help_ = _help(household.owner, user, scopes)
        if who is Who.HELPS_SEE:
            household.about["help_id"] = help_.pk
        if who is Who.HELP_STOPPED:
            take_back(help_=help_, by=actor_for(household.owner))
        if who is Who.HELP_OVER:
            Help.objects.filter(pk=help_.pk).update(until=clock.today() - timedelta(days=1))
            # Whoever once helped somebody handles nothing of theirs either.
            browsers[Who.HELPS_TOO] = sign_in(Client(), user, door=Door.STAFF)
        browsers[who] = sign_in(Client(), user, door=Door.PUBLIC)
    return browsers


def _help(owner: User, helper: User, scopes: tuple[str, ...]) -> Help:
    help_ = name_helper(
        person=owner.person,
        kind="relative",
        name="Robin",
        email=helper.email,
        scopes=scopes,
        until=clock.today() + timedelta(days=30),
        language="en",
        by=actor_for(owner),
    )
    return agree_to_help(help_=help_, user=helper, by=actor_for(helper, roles=[Role.HELPER]))


def _confirm(browser: Client, at: float) -> Client:
    """They last confirmed then that it is them."""
    session = browser.session
    session[CONFIRMED_AT] = at
    session.save()
    return browser
