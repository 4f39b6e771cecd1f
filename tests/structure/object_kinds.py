"""Who asks for a thing, about which claim, what it is marked with, and whose household it is of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.test import Client

from accounts.models import User
from claims.models import Claim


class Who(StrEnum):
    """Whoever asks for something that is the owner's, by what they are to it."""

    OWNER = "the owner"
    UNCONFIRMED = "the owner, who last confirmed an hour ago that it is them"
    PARTNER = "their partner, on the same claim"
    FORMER = "their former partner, who left the claim"
    OTHER = "another claimant"
    ONE_LOGIN = "somebody who has a One Login and nothing else"
    HELPS_SEE = "a helper who may see the claim, the journal, appointments, and read and write messages"
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
    done: dict[Stage, tuple[int, int]] = field(default_factory=dict)
    """How much was done to each of the first households, and how often it was looked at, before anybody asks."""
