"""What staff may do: one table of each thing, in words, with the roles that may do it.

Every view for staff, every page of the admin and every service that asks who may reads this table, and nothing else
says what a role may do (tests/structure/test_permissions.py). docs/roles.md is drawn from it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

ADVISER, DECISION_MAKER, PAYMENT_OFFICER = "adviser", "decision_maker", "payment_officer"
TEAM_LEADER, ADMIN = "team_leader", "admin"
STAFF_ROLES = frozenset({ADVISER, DECISION_MAKER, PAYMENT_OFFICER, TEAM_LEADER, ADMIN})


class Permission(StrEnum):
    """One thing that somebody may or may not do."""

    OPEN_CLAIMS = "open_claims"
    SERVE_WITHOUT_ACCOUNT = "serve_without_account"
    ACT_FOR_CLAIMANTS = "act_for_claimants"
    CHECK_IDENTITY = "check_identity"
    ASK_FOR_EVIDENCE = "ask_for_evidence"
    DEAL_WITH_TODOS = "deal_with_todos"
    HELP_BACK_IN = "help_back_in"
    END_HELP = "end_help"
    RECORD_APPOINTEES = "record_appointees"
    DEAL_WITH_CONCERNS = "deal_with_concerns"
    SEND_BY_HAND = "send_by_hand"
    SEND_TO_MANY = "send_to_many"
    ANSWER_MESSAGES = "answer_messages"
    SORT_MAIL = "sort_mail"
    CHOOSE_WHO_LOOKS_AFTER = "choose_who_looks_after"
    MEET_PEOPLE = "meet_people"
    PRINT_DATA = "print_data"
    DECIDE_CLAIMS = "decide_claims"
    RECORD_PAY = "record_pay"
    RECORD_ACCOUNTS = "record_accounts"
    CHECK_ACCOUNTS = "check_accounts"
    MAKE_PAYMENTS = "make_payments"
    RELEASE_PAYMENTS = "release_payments"
    AGREE_TO_PAYMENTS = "agree_to_payments"
    NOTE_RETURNED_PAYMENTS = "note_returned_payments"
    LOOK_AT_SIGNALS = "look_at_signals"
    LOOK_AT_STAFF_SIGNALS = "look_at_staff_signals"
    CHECK_EMPLOYERS = "check_employers"
    SAY_WHOM_THEY_KNOW = "say_whom_they_know"
    OVERSEE_CONFLICTS = "oversee_conflicts"
    ADMINISTER = "administer"
    KEEP_USERS = "keep_users"
    KEEP_LISTS = "keep_lists"
    KEEP_JOBCENTRES = "keep_jobcentres"
    KEEP_SHARED_PLACES = "keep_shared_places"
    PUBLISH_NEWS = "publish_news"
    READ_FEEDBACK = "read_feedback"
    READ_EMPLOYERS = "read_employers"
    READ_STAFF_SIGNALS = "read_staff_signals"
    SEARCH_THE_RECORD = "search_the_record"
    HOLD_DATA = "hold_data"
    SEE_JOBS = "see_jobs"


@dataclass(frozen=True, slots=True)
class Grant:
    """A row of the table: the thing, what it opens in words, who may, and the models that it opens in the admin."""

    permission: Permission
    words: str
    roles: frozenset[str]
    admin: frozenset[str] = frozenset()


_P = Permission
_EVERYBODY_WITH_CLAIMS = (ADVISER, DECISION_MAKER, PAYMENT_OFFICER, TEAM_LEADER)
_WHO_MEET_PEOPLE = (ADVISER, DECISION_MAKER, TEAM_LEADER)


def _grant(permission: Permission, words: str, roles: Collection[str], *admin: str) -> Grant:
    return Grant(permission, words, frozenset(roles), frozenset(admin))


TABLE = (
    _grant(
        _P.OPEN_CLAIMS,
        "Find a claim that was sent, open its record after saying why, and read it; end what was asked of somebody",
        _EVERYBODY_WITH_CLAIMS,
    ),
    _grant(_P.SERVE_WITHOUT_ACCOUNT, "Add a person who has no account", _EVERYBODY_WITH_CLAIMS),
    _grant(_P.ACT_FOR_CLAIMANTS, "Send or take back a claim for somebody, together with them", [ADVISER]),
    _grant(
        _P.CHECK_IDENTITY,
        "Check who somebody is, take a check back, and keep a National Insurance number that they could not give",
        _WHO_MEET_PEOPLE,
    ),
    _grant(_P.ASK_FOR_EVIDENCE, "Ask a claimant to show something, and look at the files they sent", _WHO_MEET_PEOPLE),
    _grant(
        _P.DEAL_WITH_TODOS,
        "Ask a claimant to do something, answer who asks for more time, and look at why something was not done",
        _WHO_MEET_PEOPLE,
    ),
    _grant(_P.HELP_BACK_IN, "Give somebody a way back into their account, and stop one", _WHO_MEET_PEOPLE),
    _grant(_P.END_HELP, "See who helps a claimant, and end it when the claimant asks", _WHO_MEET_PEOPLE),
    _grant(
        _P.RECORD_APPOINTEES,
        "Record that somebody was appointed to act for a claimant, never oneself",
        [DECISION_MAKER, TEAM_LEADER],
    ),
    _grant(_P.DEAL_WITH_CONCERNS, "Deal with what people say of an account in other hands", _WHO_MEET_PEOPLE),
    _grant(
        _P.SEND_BY_HAND,
        "Post letters and make calls that no carrier makes, and decide about messages that may not have arrived",
        _WHO_MEET_PEOPLE,
    ),
    _grant(_P.SEND_TO_MANY, "Send one message to many people, and stop it", [ADMIN]),
    _grant(
        _P.ANSWER_MESSAGES,
        "Read and answer what somebody writes to us, write to them, write down calls, visits, post and emails and what "
        "was agreed, and say that one looks after them",
        _EVERYBODY_WITH_CLAIMS,
    ),
    _grant(
        _P.SORT_MAIL,
        "Read email and texts from nobody we know, and pass them on to whose they are or note why not",
        [ADVISER, TEAM_LEADER],
    ),
    _grant(_P.CHOOSE_WHO_LOOKS_AFTER, "Choose who looks after a claimant", [TEAM_LEADER]),
    _grant(
        _P.MEET_PEOPLE,
        "Keep a diary of appointments: ask people to book, book, move and cancel for them, and note who came",
        _WHO_MEET_PEOPLE,
    ),
    _grant(
        _P.PRINT_DATA,
        "Print a copy of their data for somebody without an account, whom we are sure of",
        _WHO_MEET_PEOPLE,
    ),
    _grant(_P.DECIDE_CLAIMS, "Accept, refuse or close a claim", [ADVISER, DECISION_MAKER]),
    _grant(_P.RECORD_PAY, "Record, correct and remove pay", [ADVISER, DECISION_MAKER, PAYMENT_OFFICER]),
    _grant(
        _P.RECORD_ACCOUNTS,
        "Record the bank account that somebody gives by phone, by post or face to face",
        [ADVISER, PAYMENT_OFFICER],
    ),
    _grant(
        _P.CHECK_ACCOUNTS,
        "Hear the owner of a bank account that somebody else recorded, and agree that we pay into it, or refuse",
        [DECISION_MAKER, PAYMENT_OFFICER, TEAM_LEADER],
    ),
    _grant(_P.MAKE_PAYMENTS, "Make a statement, and plan or replace its payment", [DECISION_MAKER, PAYMENT_OFFICER]),
    _grant(
        _P.RELEASE_PAYMENTS,
        "Let a first payment go that waits for proof of identity, if somebody else checked who they are",
        [DECISION_MAKER, PAYMENT_OFFICER, TEAM_LEADER],
    ),
    _grant(
        _P.AGREE_TO_PAYMENTS,
        "Agree, as one of two, to a large payment that is no usual month’s; not where they accepted the claim, or "
        "recorded its account or pay",
        [PAYMENT_OFFICER],
    ),
    _grant(_P.NOTE_RETURNED_PAYMENTS, "Note that a bank sent a payment back", [PAYMENT_OFFICER]),
    _grant(
        _P.LOOK_AT_SIGNALS, "Look at signals about claims, and note what came of them", [DECISION_MAKER, TEAM_LEADER]
    ),
    _grant(
        _P.LOOK_AT_STAFF_SIGNALS,
        "The same for signals about staff, never about oneself; and see what came of each kind",
        [TEAM_LEADER],
    ),
    _grant(
        _P.CHECK_EMPLOYERS,
        "Look employers up where the public can, note what was found, and approve, refuse, suspend or restore them",
        [ADVISER, TEAM_LEADER],
    ),
    _grant(
        _P.SAY_WHOM_THEY_KNOW,
        "Say which people they know, whose claims are then kept from them",
        _EVERYBODY_WITH_CLAIMS,
    ),
    _grant(
        _P.OVERSEE_CONFLICTS,
        "See whom the staff of their office know and which kept claims they asked for; end what no longer holds, "
        "but never their own; and choose who deals with such a claim",
        [TEAM_LEADER],
    ),
    _grant(_P.ADMINISTER, "Enter the administration, which has no claim in it", [ADMIN]),
    _grant(
        _P.KEEP_USERS,
        "Add users, and change their office and whether they may sign in; take roles away, ask for roles for somebody, "
        "and confirm what another admin asked for, never for themselves; read the history of these",
        [ADMIN],
        "accounts.user",
        "accounts.rolechange",
        "pghistory.events",
    ),
    _grant(
        _P.KEEP_LISTS,
        "Keep the offices, and the reasons for a decision",
        [ADMIN],
        "accounts.office",
        "claims.reasoncode",
    ),
    _grant(
        _P.KEEP_JOBCENTRES,
        "Keep the jobcentres with their rooms and days, and the days in advisers’ diaries",
        [ADMIN],
        "appointments.jobcentre",
        "appointments.openday",
        "appointments.closedday",
        "appointments.room",
        "appointments.diaryday",
    ),
    _grant(_P.KEEP_SHARED_PLACES, "Keep the places that many people share", [ADMIN], "signals.known"),
    _grant(
        _P.PUBLISH_NEWS,
        "Publish announcements and news, and say when we are busy",
        [ADMIN],
        "support.announcement",
        "support.update",
        "support.busytime",
    ),
    _grant(_P.READ_FEEDBACK, "Read what people said of the service", [ADMIN], "home.feedback"),
    _grant(
        _P.READ_EMPLOYERS,
        "Find employers, and read where they stand, who acts for them and how they were checked",
        [ADMIN],
        "employers.employer",
        "employers.representative",
        "employers.registercheck",
        "employers.employerdecision",
    ),
    _grant(_P.READ_STAFF_SIGNALS, "Read signals about staff, without a claim", [ADMIN], "signals.signal"),
    _grant(
        _P.SEARCH_THE_RECORD,
        "Search the record of what was done and read, which notes the search",
        [ADMIN],
        "audit.event",
        "audit.access",
        "audit.seal",
    ),
    _grant(_P.HOLD_DATA, "Keep somebody’s data from being deleted, and end that", [ADMIN], "privacy.legalhold"),
    _grant(_P.SEE_JOBS, "See what waits to be done in the background", [ADMIN], "procrastinate.procrastinatejob"),
)

_GRANTS = {grant.permission: grant for grant in TABLE}
_IN_ADMIN = {model: grant.permission for grant in TABLE for model in grant.admin}


def grant_of(permission: Permission) -> Grant:
    """The row of a permission. Raises KeyError where the table has none."""
    return _GRANTS[permission]


def roles_with(permission: Permission) -> frozenset[str]:
    """The roles that may."""
    return _GRANTS[permission].roles


def may(roles: Collection[str], permission: Permission) -> bool:
    """Whether somebody with these roles may."""
    return not _GRANTS[permission].roles.isdisjoint(roles)


def permission_in_admin(model: str) -> Permission | None:
    """What somebody needs for the pages of a model in the admin ("accounts.user"): None for one that has none."""
    return _IN_ADMIN.get(model)
