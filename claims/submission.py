"""Sending a claim: judge every answer again, keep the declaration, record the circumstances. All or nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.services import tell
from audit.moves import move
from claims.checking_accounts import see_to_typed_account
from claims.circumstances import record_circumstances
from claims.considered import CONSIDERED, Considered, considered
from claims.fact_tables import KINDS
from claims.facts import circumstances_of
from claims.identity import ask_what_is_missing
from claims.journey import CLAIM
from claims.models import Claim, ClaimState, Declaration, Member
from claims.reaching import in_step, say_as_sent
from claims.selectors import answered_by_others
from claims.services import check_is_on
from core import clock
from core.actor import Actor
from journal.services import add_entry
from journeys.check import CheckGroup, check_all
from journeys.definition import Page, Task
from journeys.selectors import load_responses, typed_for_them
from journeys.services import close_draft
from journeys.sitting import Sitting

BY_OTHERS = "by-others"
BANK_DETAILS = "bank-details"
"""The page that asks for the account."""


class NotFinished(Exception):
    """The claim still has questions to answer."""


class AnswerNoLongerFits(Exception):
    """A kept answer would not be accepted today (a date that was in the future, a rule that changed)."""

    def __init__(self, task: Task, page: Page, item: UUID | None) -> None:
        super().__init__(page.slug)
        self.task, self.page, self.item = task, page, item


def declaration_wording() -> list[str]:
    """The words that a claimant agrees to, in the language of the page."""
    return [
        _("the answers I have given are correct and complete, as far as I know"),
        _("I will tell you when my circumstances change, because it can change how much I get"),
        _("I understand that I may have to pay money back if I am paid too much"),
        _("I understand that giving wrong answers on purpose is fraud, and that you may check my answers"),
    ]


def submit_claim(*, claim: Claim, member: Member, by: Actor) -> Claim:
    """Turn finished answers into a claim that must be decided.

    Locks the claim, judges every page on the path again, closes the drafts, keeps the declaration (questions as
    worded), records the circumstances from the day of the claim, and tells the claimant. A claim already sent is
    returned as it is. Raises NotTheirs, NotFinished, AnswerNoLongerFits, MoveRefused.
    """
    check_is_on(member, claim, by)
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        if locked.state != ClaimState.STARTED:
            return locked
        drafts = [locked.draft_id, member.draft_id]
        for draft_id in drafts:
            close_draft(draft_id)
        person = Person.objects.select_for_update(of=("self",)).get(pk=member.person_id)
        sitting = Sitting(CLAIM, in_step(load_responses(drafts, person.user_id), person, drafts))
        if not sitting.is_complete:
            raise NotFinished(locked.reference)
        judge_again(sitting)
        today = clock.today()
        _update_person(person, sitting, by)
        if by.person_id == person.pk:
            # Until now they were known by their email address only.
            by = by.named(person.full_name)
        _keep_declaration(locked, person, sitting, by)
        recorded = record_circumstances(
            claim=locked,
            person=person,
            circumstances=circumstances_of(sitting),
            kinds=KINDS,
            from_day=today,
            by=by,
        )
        see_to_typed_account(claim=locked, new=recorded, typed_by=typed_for_them(drafts, BANK_DETAILS))
        sent = move(
            locked,
            "submit",
            by=by,
            claim_reference=locked.reference,
            person_id=person.pk,
            set_fields={"submitted_at": clock.now(), "claimed_on": today},
        )
        add_entry(person=person, kind="claim_submitted", data={"claim": sent.reference}, by=by)
        ask_what_is_missing(claim=sent, person=person, by=Actor.system("Claim received"))
        tell(person=person, template="claim_received", by=by)
    return sent


def judge_again(sitting: Sitting) -> None:
    """Every answer on the path, as if it were typed now. Raises AnswerNoLongerFits for the first that fails."""
    for task, item, step in sitting.path():
        if isinstance(step.page, Page) and step.answer is not None:
            known = sitting.known_at(task, step.page, item)
            if not step.page.form.answered_with(step.answer, known=known).is_valid():
                raise AnswerNoLongerFits(task, step.page, item)


def _keep_declaration(claim: Claim, person: Person, sitting: Sitting, by: Actor) -> Declaration:
    assert by.user_id is not None
    groups = [group for task in check_all(sitting, came_from="") for group in task]
    looked_at = considered(sitting)
    return Declaration.objects.create(
        claim=claim,
        person=person,
        wording="\n".join(declaration_wording()),
        language=(translation.get_language() or "en")[:2],
        questions=[
            *(_as_declared(group) for group in groups),
            _considered_as_declared(looked_at),
            *_by_others_as_declared(answered_by_others(sitting)),
        ],
        secret_answers={
            **{
                Declaration.secret_key(group.item, row.page, row.field): row.answer
                for group in groups
                for row in group.rows
                if row.secret
            },
            **{
                Declaration.secret_key(None, CONSIDERED, each.slug): [each.outcome, each.because]
                for each in looked_at
                if each.secret
            },
        },
        declared_at=clock.now(),
        declared_by_id=by.user_id,
        declared_by_name=by.name,
        channel=by.channel,
    )


def _as_declared(group: CheckGroup) -> dict[str, Any]:
    """A group of questions and answers for keeping; a secret answer is kept apart, encrypted."""
    return {
        "task": group.task,
        "title": group.title,
        "item": str(group.item or ""),
        "rows": [
            {
                "page": row.page,
                "field": row.field,
                "question": row.question,
                "answer": None if row.secret else row.answer,
                "secret": row.secret,
            }
            for row in group.rows
        ],
    }


def _considered_as_declared(looked_at: list[Considered]) -> dict[str, Any]:
    """What was looked at, kept as one more group: each thing as the question, whether it applies as the answer."""
    return {
        "task": CONSIDERED,
        "title": _("What we checked that could pay you more"),
        "item": "",
        "rows": [
            {
                "page": CONSIDERED,
                "field": each.slug,
                "question": each.name,
                "answer": None if each.secret else [each.outcome, each.because],
                "secret": each.secret,
            }
            for each in looked_at
        ],
    }


def _by_others_as_declared(given: list[tuple[str, list[str]]]) -> list[dict[str, Any]]:
    """Who else gave some of the answers, kept as one more group: whoever declared answers for them all the same."""
    if not given:
        return []
    rows = [
        {"page": BY_OTHERS, "field": str(number), "question": name, "answer": tasks, "secret": False}
        for number, (name, tasks) in enumerate(given)
    ]
    return [{"task": BY_OTHERS, "title": _("Somebody else gave some of these answers"), "item": "", "rows": rows}]


def _update_person(person: Person, sitting: Sitting, by: Actor) -> None:
    """Bring in step what a person is found and reached by."""
    about = sitting.relevant(CLAIM.task("about-you"))
    person.given_names, person.family_name = about["given_names"], about["family_name"]
    person.date_of_birth = sitting.relevant(CLAIM.task("eligibility"))["date_of_birth"]
    person.nino = about.get("nino") or person.nino
    person.save()
    say_as_sent(person=person, about=about, by=by)
    person.refresh_from_db()
