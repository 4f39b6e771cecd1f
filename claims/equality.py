"""Asking the equality questions once a claim is sent. What is answered leaves here without a name."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from accounts.models import Person
from audit.services import record
from claims.models import Claim, ClaimState, EqualityQuestions
from claims.services import NotTheirs
from claims.submission import NotFinished
from core import clock
from core.actor import Actor
from equality.journey import ABOUT_YOU, EQUALITY
from equality.services import seal
from journeys.definition import Page
from journeys.selectors import load_responses
from journeys.services import forget_answers, start_draft
from journeys.sitting import Sitting

OFFERED_FOR = timedelta(days=28)
"""How long after a claim was sent somebody is still shown that there are questions; then they are left in peace."""


def are_offered(claim: Claim, person_id: UUID | None) -> bool:
    """Whether to show this person that they may answer: for a while, and until they answered or skipped. One query."""
    if person_id is None or claim.state not in (ClaimState.SUBMITTED, ClaimState.OPEN):
        return False
    if claim.submitted_at is None or claim.submitted_at + OFFERED_FOR <= clock.now():
        return False
    asked = asked_of(person_id)
    return asked is None or not asked.are_over


def asked_of(person_id: UUID) -> EqualityQuestions | None:
    """That this person was asked, if they were."""
    return EqualityQuestions.objects.filter(person=person_id).select_related("draft").first()


def equality_sitting(asked: EqualityQuestions, claim: Claim) -> Sitting:
    """The questions with what was answered so far."""
    base_url = reverse("claims:equality", args=[claim.reference])
    return Sitting(EQUALITY, load_responses([asked.draft_id]), base_url=base_url)


def begin_equality(*, person: Person, by: Actor) -> EqualityQuestions:
    """Begin to keep this person's answers, or go on. Raises NotTheirs for anybody but themself."""
    _check_is_themself(person, by)
    with transaction.atomic():
        return _locked(person)


def send_equality(*, person: Person, by: Actor) -> None:
    """Seal what they answered, delete it here, and ask no more. Sending twice sends once.

    Raises NotTheirs for anybody but themself, and NotFinished.
    """
    _check_is_themself(person, by)
    with transaction.atomic():
        asked = _locked(person)
        if asked.are_over:
            return
        sitting = Sitting(EQUALITY, load_responses([asked.draft_id]))
        if not sitting.is_complete:
            raise NotFinished("equality")
        seal(sitting.relevant(ABOUT_YOU))
        _finish(asked)


def skip_equality(*, person: Person, by: Actor) -> bool:
    """Delete what they answered so far, and ask no more. Returns whether there was anything left to skip.

    Raises NotTheirs for anybody but themself.
    """
    _check_is_themself(person, by)
    with transaction.atomic():
        asked = _locked(person)
        if asked.are_over:
            return False
        _finish(asked)
    return True


def forget_unsent_equality() -> int:
    """Delete what people answered and did not send in 28 days, as was promised. Returns of how many."""
    overdue = EqualityQuestions.objects.filter(draft__closed_at__isnull=True, draft__expires_at__lte=clock.now())
    drafts = list(overdue.values_list("draft", flat=True))
    for draft_id in drafts:
        forget_answers(draft_id)
    return len(drafts)


def last_page(sitting: Sitting) -> str:
    """The address of the last question on their path."""
    step = sitting.steps(ABOUT_YOU)[-1]
    assert isinstance(step.page, Page)
    return sitting.page_url(ABOUT_YOU, step.page.slug)


def _locked(person: Person) -> EqualityQuestions:
    Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
    return asked_of(person.pk) or EqualityQuestions.objects.create(person=person, draft=start_draft(journey=EQUALITY))


def _finish(asked: EqualityQuestions) -> None:
    """What is kept of it is the same, whether they answered or not; so is what is recorded, which names nobody."""
    forget_answers(asked.draft_id)
    record("equality_questions_finished", by=Actor.system("Equality questions"))


def _check_is_themself(person: Person, by: Actor) -> None:
    if by.person_id != person.pk or by.on_behalf_of_id is not None:
        raise NotTheirs("Equality questions are answered by nobody for anybody else")
