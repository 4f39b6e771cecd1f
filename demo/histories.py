"""The pasts of personas, made through the services on the days on which they happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.services import record_identity_check
from claims.access import current_member
from claims.models import Claim, ReasonCode
from claims.records import open_record
from claims.services import accept_claim, start_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor
from demo.filling import Story, answer_claim
from demo.stories import HALF_DONE, LONE_PARENT, PRIVATE_RENTER
from journal.services import complete_open_todo
from notifications.delivery import deliver_message
from notifications.models import Message, MessageState
from payments.assessment import country_of, pay_date_of
from payments.pay import report_pay
from payments.services import assess_period
from payments.settlement import issue_payments
from rules.periods import Period, assessment_period

ADVISER = "amina.yusuf@example.com"
PAYMENTS_RUN = Actor.system("Payments run")
# Take-home pay of each month, in pence: not the same, so that the two statements differ.
ROSAS_PAY = (88_000, 104_250)
PAYDAY = 16  # days after a period begins


@contextmanager
def at(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """What happens here happened then, and its messages were delivered then."""
    with clock.as_if(timezone.make_aware(datetime.combine(day, time(hour, minute)))):
        yield
        deliver_waiting()


def deliver_waiting() -> None:
    """Deliver what waits in the outbox, as the worker does."""
    for key in Message.objects.filter(state=MessageState.QUEUED).order_by("queued_at").values_list("pk", flat=True):
        deliver_message(key, last_try=True)


def half_done(user: User) -> None:
    """A claim begun three days ago and not finished."""
    with at(clock.today() - timedelta(days=3), 19, 40):
        _answer(user, HALF_DONE)


def just_submitted(user: User) -> None:
    """A claim sent a little while ago, on which nobody has worked yet."""
    with clock.as_if(clock.now() - timedelta(minutes=40)):
        claim = _answer(user, PRIVATE_RENTER)
        _submit(claim, user)
        deliver_waiting()


def paid_for_two_months(user: User) -> None:
    """A claim of two months and ten days ago: accepted, and paid for two assessment periods."""
    adviser = actor_for(User.objects.get(email=ADVISER))
    claimed_on = _months_before(clock.today() - timedelta(days=10), 2)
    with at(claimed_on, 10, 5):
        claim = _answer(user, LONE_PARENT.but(nino="QQ456789D"))
        _submit(claim, user)
    person = user.person
    with at(claimed_on + timedelta(days=2), 14, 30):
        open_record(claim=claim, reason="new_claim", note="", by=adviser)
        record_identity_check(
            person=person,
            level="medium",
            route="two_documents",
            documents=["passport", "council_tax_bill"],
            by=adviser,
        )
        complete_open_todo(person=person, kind="verify_identity", subject=claim.reference, by=adviser)
        accept_claim(claim=claim, reason=ReasonCode.objects.get(pk="conditions-met"), note="", by=adviser)
    claim.refresh_from_db()
    for number, net_pence in enumerate(ROSAS_PAY, start=1):
        _month(claim, person, assessment_period(claimed_on, number), net_pence, adviser)


def _month(claim: Claim, person: Person, period: Period, net_pence: int, adviser: Actor) -> None:
    """One assessment period: a payday, the assessment the night after it ends, and the payment."""
    payday = period.start + timedelta(days=PAYDAY)
    with at(payday + timedelta(days=1), 9, 15):
        open_record(claim=claim, reason="payment", note="", by=adviser)
        report_pay(
            claim=claim, person=person, employer="Calder Bakery", paid_on=payday, net_pence=net_pence, by=adviser
        )
    night_after = period.end + timedelta(days=1)
    with at(night_after, 3):
        assess_period(claim=claim, period=period, on=night_after, by=PAYMENTS_RUN)
    paid_on = pay_date_of(period, country_of(claim, period.end))
    with at(paid_on, 3):
        issue_payments(claim=claim, on=paid_on, by=PAYMENTS_RUN)


def _answer(user: User, story: Story) -> Claim:
    actor = actor_for(user)
    claim = start_claim(person=user.person, by=actor)
    member = current_member(claim, user.person.pk)
    assert member is not None
    answer_claim(claim=claim, member=member, story=story, by=actor)
    return claim


def _submit(claim: Claim, user: User) -> None:
    member = current_member(claim, user.person.pk)
    assert member is not None
    submit_claim(claim=claim, member=member, by=actor_for(user))


def _months_before(day: date, months: int) -> date:
    """The same day of the month some months earlier, the 28th at the latest."""
    years, month = divmod(day.month - 1 - months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
