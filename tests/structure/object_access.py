"""Who may do what with somebody's own things: a row for each address that names one.

A row says what each reader meets who asks for a thing that is the owner's: reading it, and sending its form. Whoever is
in no group of a row is told that there is no such page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tests.structure.object_kinds import Mark, Stage, Who


class Meets(StrEnum):
    """What somebody meets."""

    PAGE = "the page, and what its form does"
    READS = "the page, but its form does nothing"
    NOTHING = "no such page"
    SIGN_IN = "the page for signing in"
    STAFF_SIGN_IN = "staff's page for signing in"
    SAY_WHY = "the page that asks why the record is opened"
    CONFIRM = "the page that asks whether it is still them"
    SET_UP = "the page on which staff set up a second step"
    LED_ON = "a page of their own, since nothing of theirs is called that"


@dataclass(frozen=True)
class Row:
    """What readers meet at an address, which claim it is asked about, and what they find there besides what they
    always may (``ALWAYS``). ``items``: what else an address calls by the name of a thing."""

    meets: Mapping[Who, Meets]
    stage: Stage = Stage.PAID
    also: frozenset[Mark] = frozenset()
    items: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    """What is sent, where an empty form does nothing for anybody."""
    borrowed: Mapping[Who, Meets] = field(default_factory=dict)
    """What is met by whoever asks for it as if it were of another claim, that they may see."""
    recorded: bool = True
    """That staff saw it is recorded, and the claimant can see that."""


OPENERS = (Who.OPENED, Who.DECISION_MAKER, Who.PAYMENT_OFFICER, Who.TEAM_LEADER)
OWNERS = (Who.OWNER, Who.UNCONFIRMED)
HELPERS = (Who.HELPS_SEE, Who.HELPS_PAYMENTS, Who.HELPS_ANSWER)
BY_STAFF = frozenset(Mark) - {Mark.BANK}
OF_THE_OWNER = frozenset({Mark.NAME, Mark.OWN, Mark.SHARED, Mark.STAFF, Mark.BANK})
# What somebody may find on any page of theirs. Staff who did not open the record find whose it is, and no more.
ALWAYS: Mapping[Who, frozenset[Mark]] = {
    Who.OWNER: OF_THE_OWNER,
    Who.UNCONFIRMED: OF_THE_OWNER,
    Who.PARTNER: frozenset({Mark.NAME, Mark.SHARED, Mark.PARTNER, Mark.STAFF, Mark.BANK}),
    **dict.fromkeys(HELPERS, frozenset({Mark.NAME, Mark.OWN, Mark.SHARED})),
    Who.OTHER: frozenset({Mark.OTHER}),
    Who.OPENED: BY_STAFF,
    Who.DECISION_MAKER: BY_STAFF,
    Who.PAYMENT_OFFICER: BY_STAFF,
    Who.TEAM_LEADER: BY_STAFF,
    Who.ADVISER: frozenset({Mark.NAME, Mark.OTHER}),
    Who.OWN_CLAIM: frozenset({Mark.NAME, Mark.OTHER}),  # of other claims that are in their lists
    Who.HELPS_TOO: frozenset({Mark.NAME, Mark.OTHER}),
    Who.ADMIN: frozenset({Mark.NAME, Mark.OTHER, Mark.STAFF}),  # why a record was opened is in the audit
}


def _all(who: Iterable[Who], meets: Meets) -> dict[Who, Meets]:
    return dict.fromkeys(who, meets)


NOT_IN_YET = {Who.SETTING_UP: Meets.SET_UP, Who.VISITOR: Meets.SIGN_IN}
ON_THE_CLAIM = _all((*OWNERS, Who.PARTNER), Meets.PAGE)
ACT = {**ON_THE_CLAIM, **NOT_IN_YET}
ACT_ALONE = {**ACT, Who.PARTNER: Meets.LED_ON}
ACT_ALONE_THERE = {**ACT, Who.PARTNER: Meets.NOTHING}
OWN_THING = {**_all(OWNERS, Meets.PAGE), **NOT_IN_YET}
READ = {**ACT, **_all(OPENERS, Meets.READS)}
READ_OWN = {**READ, Who.PARTNER: Meets.NOTHING}
ANSWER, ANSWER_ALONE = ({**each, Who.HELPS_ANSWER: Meets.PAGE} for each in (ACT, ACT_ALONE))
SEE, SEE_OWN = ({**each, Who.HELPS_SEE: Meets.PAGE} for each in (READ, READ_OWN))
SENT = {**SEE, Who.HELPS_ANSWER: Meets.PAGE}
SEE_PAYMENTS = {**READ, Who.HELPS_PAYMENTS: Meets.PAGE}
FACTOR = {
    Who.OWNER: Meets.PAGE,
    Who.UNCONFIRMED: Meets.CONFIRM,
    Who.ONE_LOGIN: Meets.NOTHING,
    Who.VISITOR: Meets.SIGN_IN,
}


HELPED_JOURNAL = {Who.HELPS_SEE: Meets.PAGE, **NOT_IN_YET}
OWN_TALK = {**_all(OWNERS, Meets.PAGE), **NOT_IN_YET}


def staff(*who: Who, unopened: Meets = Meets.SAY_WHY) -> dict[Who, Meets]:
    """A page of staff for these, once they opened the record."""
    adviser = {Who.ADVISER: unopened} if Who.OPENED in who else {}
    return {**_all(who, Meets.PAGE), **adviser, Who.SETTING_UP: Meets.SET_UP, Who.VISITOR: Meets.STAFF_SIGN_IN}


CASEWORKERS = staff(*OPENERS)
CHECK_IDENTITY = staff(Who.OPENED, Who.DECISION_MAKER, Who.TEAM_LEADER)
DECIDE = staff(Who.OPENED, Who.DECISION_MAKER)
# Whoever meets them, without opening their record; what they see is recorded.
OWN_DIARY = staff(Who.OPENED, unopened=Meets.NOTHING)
DECIDE_ABSENCES = staff(Who.OPENED, Who.DECISION_MAKER, unopened=Meets.PAGE)
RECORD_PAY = staff(Who.OPENED, Who.DECISION_MAKER, Who.PAYMENT_OFFICER)
# To the record, where they are asked why.
MESSAGE = staff(*OPENERS, unopened=Meets.PAGE)
# Whose something from nobody we know is: only who is on the claim, as before a record is opened.
PASS_ON = staff(Who.OPENED, Who.TEAM_LEADER, unopened=Meets.PAGE)
OVERSEE = staff(Who.TEAM_LEADER)
# It is about a colleague, and says nothing of any claim.
END_KNOWN = staff(Who.TEAM_LEADER, Who.OWN_CLAIM, Who.HELPS_TOO)
CHECK_ACCOUNTS = staff(Who.DECISION_MAKER, Who.PAYMENT_OFFICER, Who.TEAM_LEADER)
RECORD_ACCOUNTS = staff(Who.OPENED, Who.PAYMENT_OFFICER)
RELEASE = staff(Who.DECISION_MAKER, Who.PAYMENT_OFFICER, Who.TEAM_LEADER)
LOOK = staff(Who.DECISION_MAKER, Who.TEAM_LEADER)
# The message, or what they told us of their account, is itself the reason, and that it was seen is recorded.
REASON_ENOUGH = staff(Who.OPENED, Who.DECISION_MAKER, Who.TEAM_LEADER, unopened=Meets.PAGE)

APPLYING, WAITING = Stage.APPLYING, Stage.WAITING
SEEN_ON_STATEMENTS = frozenset({Mark.OWN})
TASK = {"task": "home", "page": "address"}
LED_ON = {Who.OTHER: Meets.LED_ON}
CHILD = {"task": "children", "page": "child-name"}
JOB = {"task": "work", "page": "employer", "item": "own_item"}
OF_A_LIST = (
    Row(ANSWER, APPLYING, items=CHILD, borrowed=LED_ON),
    Row(ANSWER_ALONE, APPLYING, items=JOB, borrowed=LED_ON),
)

OF_EACH = (Row(CHECK_IDENTITY), Row(CHECK_IDENTITY, items={"person_id": "partner_id"}))
"""Of either of the two on the claim."""
ROWS: dict[str, tuple[Row, ...]] = {
    "accounts:remove_factor": (Row(FACTOR),),
    "claims:tasks": (Row(ANSWER, APPLYING),),
    "claims:question": (Row(ANSWER, APPLYING, items=TASK),),
    "claims:task_check": (Row(ANSWER, APPLYING, items=TASK),),
    "claims:list": (Row(ANSWER, APPLYING, items=CHILD),),
    "claims:add_item": (Row(ANSWER, APPLYING, items=CHILD),),
    "claims:remove_item": (
        Row(ANSWER, APPLYING, items=CHILD, borrowed=LED_ON),
        Row(ANSWER_ALONE, APPLYING, items=JOB, borrowed=LED_ON),
    ),
    "claims:item_check": (
        Row(ANSWER, APPLYING, items=CHILD, borrowed=LED_ON),
        Row(ANSWER_ALONE, APPLYING, items=JOB, borrowed=LED_ON),
    ),
    "claims:item_question": (
        Row(ANSWER, APPLYING, items=CHILD, borrowed=LED_ON),
        Row(ANSWER_ALONE, APPLYING, items=JOB, borrowed=LED_ON),
    ),
    "claims:check": (Row(ACT, APPLYING),),
    "claims:declare": (Row(ACT, APPLYING),),
    "claims:withdraw": (Row(ACT, APPLYING), Row(ACT, WAITING)),
    "claims:evidence": (Row(ACT_ALONE_THERE),),
    "claims:equality": (Row(ACT, WAITING),),
    "claims:equality_skip": (Row(ACT, WAITING),),
    "claims:equality_check": (Row(ACT, WAITING),),
    "claims:equality_task_check": (Row(ACT, WAITING, items={"task": "about-you"}),),
    "claims:equality_question": (Row(ACT, WAITING, items={"task": "about-you", "page": "sex"}),),
    "standing:now": (Row({**SEE, Who.HELPS_PAYMENTS: Meets.PAGE}),),
    "claims:sent": (Row(SENT, WAITING), Row(SENT)),
    "claims:answers": (Row(SEE_OWN, WAITING), Row(SEE_OWN)),
    "claims:answers_pdf": (Row(SEE_OWN, WAITING),),
    "payments:history": (Row(SEE_PAYMENTS, also=SEEN_ON_STATEMENTS),),
    "payments:dates": (Row(SEE_PAYMENTS),),
    "payments:statement": (Row(SEE_PAYMENTS, also=SEEN_ON_STATEMENTS),),
    "journal:helped_journal": (Row(HELPED_JOURNAL),),
    "conversations:show": (Row(OWN_TALK),),
    "conversations:print": (Row(OWN_TALK),),
    "conversations:helped_list": (Row(HELPED_JOURNAL),),
    "conversations:helped_start": (Row(HELPED_JOURNAL),),
    "conversations:helped_show": (Row(HELPED_JOURNAL),),
    "conversations:helped_file": (Row(HELPED_JOURNAL, items={"document_id": "talk_file_id"}),),
    "contacts:show": (Row(OWN_TALK),),
    "contacts:not_right": (Row(OWN_TALK),),
    "contacts:helped_list": (Row(HELPED_JOURNAL),),
    "contacts:helped_show": (Row(HELPED_JOURNAL),),
    "contacts:helped_not_right": (Row(HELPED_JOURNAL),),
    "contacts:helped_file": (Row(HELPED_JOURNAL, items={"document_id": "contact_file_id"}),),
    "appointments:show": (Row(OWN_THING),),
    "appointments:calendar": (Row(OWN_THING),),
    "appointments:change": (Row(OWN_THING),),
    "appointments:change_time": (Row(OWN_THING, items={"how": "phone"}),),
    "appointments:cancel": (Row(OWN_THING),),
    "appointments:why_missed": (Row(OWN_THING),),
    "appointments:helped_list": (Row(HELPED_JOURNAL),),
    "appointments:helped_needs": (Row(HELPED_JOURNAL),),
    "appointments:helped_book": (Row(HELPED_JOURNAL, items={"kind": "digital-skills"}),),
    "appointments:helped_book_time": (Row(HELPED_JOURNAL, items={"kind": "commitments", "how": "phone"}),),
    "appointments:helped_show": (Row(HELPED_JOURNAL),),
    "appointments:helped_calendar": (Row(HELPED_JOURNAL),),
    "appointments:helped_change": (Row(HELPED_JOURNAL),),
    "appointments:helped_change_time": (Row(HELPED_JOURNAL, items={"how": "phone"}),),
    "appointments:helped_cancel": (Row(HELPED_JOURNAL),),
    "appointments:helped_why_missed": (Row(HELPED_JOURNAL),),
    "staff:appointment": (Row(OWN_DIARY),),
    "staff:absence": (Row(DECIDE_ABSENCES, also=frozenset({Mark.OWN})),),
    "staff:appointments": (Row(CHECK_IDENTITY),),
    "staff:appointments_of": OF_EACH,
    "staff:their_needs": OF_EACH,
    "staff:their_book": tuple(replace(row, items={**row.items, "kind": "digital-skills"}) for row in OF_EACH),
    "staff:their_book_time": tuple(
        replace(row, items={**row.items, "kind": "commitments", "how": "phone"}) for row in OF_EACH
    ),
    "staff:their_show": (Row(CHECK_IDENTITY),),
    "staff:their_change": (Row(CHECK_IDENTITY),),
    "staff:their_change_time": (Row(CHECK_IDENTITY, items={"how": "phone"}),),
    "staff:their_cancel": (Row(CHECK_IDENTITY),),
    "staff:their_why_missed": (Row(CHECK_IDENTITY),),
    "copies:on_paper": (Row(staff(Who.OPENED, Who.DECISION_MAKER, Who.TEAM_LEADER, unopened=Meets.NOTHING)),),
    "staff:pass_on": (Row(PASS_ON, recorded=False),),
    "staff:message": (Row(MESSAGE),),
    "staff:message_file": (Row(MESSAGE, items={"document_id": "talk_file_id"}),),
    "staff:conversations": (Row(CASEWORKERS),),
    "staff:conversations_of": (Row(CASEWORKERS), Row(CASEWORKERS, items={"person_id": "partner_id"})),
    "staff:start_conversation": (Row(CASEWORKERS), Row(CASEWORKERS, items={"person_id": "partner_id"})),
    "staff:conversation": (Row(CASEWORKERS),),
    "staff:conversation_file": (Row(CASEWORKERS, items={"document_id": "talk_file_id"}),),
    "staff:promise": (Row(MESSAGE),),
    "staff:contacts": (Row(CASEWORKERS),),
    "staff:contacts_of": (Row(CASEWORKERS), Row(CASEWORKERS, items={"person_id": "partner_id"})),
    "staff:note_contact": (Row(CASEWORKERS), Row(CASEWORKERS, items={"person_id": "partner_id"})),
    "staff:contact": (Row(CASEWORKERS),),
    "staff:correct_contact": (Row(CASEWORKERS),),
    "staff:contact_file": (Row(CASEWORKERS, items={"document_id": "contact_file_id"}),),
    "staff:looks_after": (Row(OVERSEE),),
    "batches:make": (Row(staff()),),
    "paper:statement": (Row(ACT),),
    "staff:copies": (Row(CHECK_IDENTITY),),
    "staff:copies_of": OF_EACH,
    "staff:send_by_hand": (Row(REASON_ENOUGH, also=frozenset({Mark.SHARED})),),
    "staff:settle": (Row(REASON_ENOUGH, also=frozenset({Mark.SHARED})),),
    "staff:open": (Row(staff(*OPENERS, unopened=Meets.PAGE), recorded=False),),
    "staff:record": (Row(CASEWORKERS), Row(CASEWORKERS, WAITING)),
    "staff:identity": (Row(CHECK_IDENTITY),),
    "staff:identity_of": OF_EACH,
    "staff:identity_documents": OF_EACH,
    "staff:identity_face_to_face": OF_EACH,
    "staff:identity_questions": OF_EACH,
    "staff:identity_take_back": (Row(CHECK_IDENTITY),),
    "staff:evidence": (Row(CHECK_IDENTITY),),
    "staff:evidence_of": OF_EACH,
    "staff:evidence_file": (Row(CHECK_IDENTITY),),
    "staff:evidence_add": OF_EACH,
    "journal:todo": (Row(OWN_THING, form={"do": "done"}),),
    "journal:todo_more_time": (Row(OWN_THING),),
    "journal:todo_why_late": (Row(OWN_THING),),
    "journal:todo_calendar": (Row(OWN_THING),),
    "staff:todos": (Row(CHECK_IDENTITY),),
    "staff:todos_of": OF_EACH,
    "staff:todo": (Row(CHECK_IDENTITY),),
    "staff:todos_pause": OF_EACH,
    "documents:own_file": (Row(OWN_THING),),
    "letters:message": (Row(OWN_THING),),
    "staff:first_payment": (Row(RELEASE),),
    "staff:nino": OF_EACH,
    "staff:recovery": (Row(CHECK_IDENTITY),),
    "staff:recovery_of": OF_EACH,
    "staff:helpers": (Row(CHECK_IDENTITY),),
    "staff:helpers_of": OF_EACH,
    "staff:end_help": (Row(CHECK_IDENTITY),),
    "staff:appointee": (Row(LOOK),),
    "staff:concern": (Row(REASON_ENOUGH, form={"note": "Looked into it"}),),
    "staff:hand_over": (Row(OVERSEE, also=frozenset(Mark), recorded=False),),
    "staff:let_back": (Row(OVERSEE, also=frozenset(Mark), recorded=False),),
    "staff:end_known": (Row(END_KNOWN, recorded=False, form={"reason": "A mistake"}),),
    "staff:decide": (Row(DECIDE, WAITING), Row(DECIDE)),
    "staff:accept": (Row(DECIDE, WAITING),),
    "staff:refuse": (Row(DECIDE, WAITING),),
    "staff:large_payment": (Row(CASEWORKERS),),
    "staff:account": (Row(CASEWORKERS),),
    "staff:check_account": (Row(CHECK_ACCOUNTS),),
    "staff:record_account": (Row(RECORD_ACCOUNTS),),
    "staff:pay": (Row(RECORD_PAY),),
    "staff:correct_pay": (Row(RECORD_PAY),),
    "staff:withdraw_pay": (Row(RECORD_PAY),),
    "signals:show": (Row(LOOK, form={"outcome": "still", "text": "Called them"}),),
}

# Addresses with a part that names nobody's thing.
OF_BATCHES = frozenset(f"batches:{page}" for page in ("batch", "posted", "manifest", "archive", "take_out"))
"""Addresses that name a batch of many people's letters: tests/letters/test_batches.py says who may."""
OF_NOBODY = frozenset(
    {
        "help:question",
        "accounts:one_login_outcome",
        "appointments:book",
        "appointments:book_time",
        "appointments:check_in",
        "staff:bulk_send",
        "staff:stranger",
        "staff:close_stranger",
        *OF_BATCHES,
    }
)
OF_EMPLOYERS = frozenset(
    {
        "employers:question",
        "employers:withdraw",
        "employers:remove",
        "staff:employer",
        "staff:employer_check",
        "staff:employer_decision",
        "staff:employer_invite",
    }
)
"""Addresses that name what is an employer's, and no claimant's: tests/employers/test_access.py asks for each."""
