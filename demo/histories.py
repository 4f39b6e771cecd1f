"""The pasts of personas, made through the services on the days on which they happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from accounts.actors import actor_for
from accounts.identity.evidence import has_photo
from accounts.identity.services import ask_for_identity_check, record_identity_check
from accounts.models import Person, User
from claims.access import current_member
from claims.lapsing import lapse_claims, remind_unsent
from claims.models import Claim, Member, ReasonCode
from claims.postal import claim_of
from claims.records import open_record, opening_of, people_on, record_contact, record_visit
from claims.services import accept_claim, refuse_claim, start_claim, withdraw_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor
from demo.filling import Story, answer_claim
from demo.personas import Persona, Stage
from journal.services import complete_open_todo
from letters.addressing import with_people
from notifications.delivery import deliver_message
from notifications.models import Message, MessageState
from notifications.selectors import waiting_for_a_person
from notifications.services import sent_by_hand
from payments.assessment import country_of, pay_date_of
from payments.models import Payment
from payments.pay import correct_pay, report_pay
from payments.services import assess_period
from payments.settlement import issue_payments, return_payment
from rules.periods import Period, assessment_period

ADVISER = "amina.yusuf@example.com"
OFFICER = "josie.adeyemi@example.com"
REMINDERS = Actor.system("Reminders")
LAPSING = Actor.system("Claims not sent in time")
PAYMENTS_RUN = Actor.system("Payments run")
# Days after a period begins on which somebody with one payday in it, or several, is paid.
PAYDAY = 16
WEEKLY_PAYDAYS = range(4, 31, 7)
# By how much pay was mistyped, where it was.
MISTYPED_PENCE = 90_00


@contextmanager
def then(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """What happens here happened then, and its messages were delivered then. Letters and calls wait as they did."""
    with clock.as_if(timezone.make_aware(datetime.combine(day, time(hour, minute)))):
        yield
        deliver_waiting()


@contextmanager
def at(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """The same, and by then an adviser had posted the letters and made the calls from before."""
    with then(day, hour, minute):
        _send_by_hand()
        yield


@contextmanager
def a_little_while_ago() -> Iterator[None]:
    """What happens here happened and was delivered today, or just before."""
    with clock.as_if(clock.now() - timedelta(minutes=40)):
        yield
        deliver_waiting()


def deliver_waiting() -> None:
    """Deliver what waits in the outbox, as the worker does."""
    for key in Message.objects.filter(state=MessageState.QUEUED).order_by("queued_at").values_list("pk", flat=True):
        deliver_message(key, last_try=True)


def _send_by_hand() -> None:
    """An adviser posts the letters and makes the calls that wait from days before."""
    for message, person in with_people(waiting_for_a_person().filter(queued_at__lt=clock.now())):
        assert person is not None
        note, page = message.subject, "staff:send_by_hand"
        record_contact(person=person, claim=claim_of(person), note=note, page=page, by=_adviser())
        sent_by_hand(message=message, by=_adviser())


def paydays(period: Period, pay: tuple[int, ...]) -> list[tuple[date, int]]:
    """When in a period somebody was paid, and how much in pence."""
    days = [PAYDAY] if len(pay) == 1 else WEEKLY_PAYDAYS[: len(pay)]
    return [(period.start + timedelta(days=after), pence) for after, pence in zip(days, pay, strict=True)]


def live(user: User, persona: Persona) -> None:
    """Give somebody the past that their stage and story say."""
    if past := PASTS.get(persona.stage):
        past(user, persona)


def _half_done(user: User, persona: Persona) -> Claim:
    with at(_claimed_on(persona), 19, 40):
        return answer(user, _story(persona))


def _lapsing(user: User, persona: Persona) -> None:
    """Reminded seven days before, and again a little while ago, two days before."""
    lapses_on = timezone.localdate(_half_done(user, persona).draft.expires_at)
    with at(lapses_on - timedelta(days=7), 9, 30):
        remind_unsent(by=REMINDERS)
    with a_little_while_ago():
        remind_unsent(by=REMINDERS)


def _lapsed(user: User, persona: Persona) -> None:
    lapses_on = timezone.localdate(_half_done(user, persona).draft.expires_at)
    for days in (7, 2):
        with at(lapses_on - timedelta(days=days), 9, 30):
            remind_unsent(by=REMINDERS)
    with at(lapses_on + timedelta(days=1), 9, 10):
        lapse_claims(by=LAPSING)


def _sent(user: User, persona: Persona) -> Claim:
    with at(_claimed_on(persona), 10, 5):
        return answer_and_send(user, _story(persona))


def _just_sent(user: User, persona: Persona) -> None:
    with a_little_while_ago():
        answer_and_send(user, _story(persona))
        by = actor_for(user)
        ask_for_identity_check(person=user.person, route="two_documents", documents=persona.showed, by=by)


def _withdrawn(user: User, persona: Persona) -> None:
    claim = _sent(user, persona)
    with at(_claimed_on(persona) + timedelta(days=3), 20, 15):
        withdraw_claim(claim=claim, member=_member(claim, user), by=actor_for(user))


def _waiting_for_a_decision(user: User, persona: Persona) -> None:
    claim = _sent(user, persona)
    with at(_claimed_on(persona) + timedelta(days=2), 14, 10):
        _prove_identity(claim, user.person, persona.showed)


def _decided(user: User, persona: Persona) -> Claim:
    """Their identity proven and their claim decided, both by the adviser, two days after it was sent."""
    claim, person = _sent(user, persona), user.person
    reason = ReasonCode.objects.get(pk=persona.reason)
    with at(_claimed_on(persona) + timedelta(days=2), 14, 30):
        adviser = _prove_identity(claim, person, persona.showed)
        if persona.stage == Stage.REFUSED:
            return refuse_claim(claim=claim, reason=reason, note="", by=adviser)
        return accept_claim(claim=claim, reason=reason, note="", brma=persona.brma, by=adviser)


def _accepted(user: User, persona: Persona) -> None:
    """Every month since was paid; pay of the month that runs is recorded too."""
    claim = _decided(user, persona)
    assert claim.entitled_from is not None
    for number in range(1, max(persona.months, len(persona.pay)) + 1):
        period = assessment_period(claim.entitled_from, number)
        if persona.pay:
            _record_pay(claim, user.person, period, persona.pay[number - 1])
        if number <= persona.months:
            _pay(claim, period)


def _corrected(user: User, persona: Persona) -> None:
    """Assessed by what was recorded at first, then by what was really paid: the payment that waited is replaced."""
    claim = _decided(user, persona)
    assert claim.entitled_from is not None
    period = assessment_period(claim.entitled_from, 1)
    _record_pay(claim, user.person, period, tuple(pence + MISTYPED_PENCE for pence in persona.pay[0]))
    _assess(claim, period)
    with at(period.end + timedelta(days=2), 8, 40):
        for pay, pence in zip(claim.pay.order_by("paid_on"), persona.pay[0], strict=True):
            correct_pay(pay=pay, net_pence=pence, by=_adviser())
        assess_period(claim=claim, period=period, by=PAYMENTS_RUN)


def _returned(user: User, persona: Persona) -> None:
    """Paid, and two days later the bank sends the payment back."""
    claim = _decided(user, persona)
    assert claim.entitled_from is not None
    for payment in _pay(claim, assessment_period(claim.entitled_from, 1)):
        assert payment.pay_date is not None
        with at(payment.pay_date + timedelta(days=2), 11, 25):
            return_payment(payment=payment, by=_staff(OFFICER))


PASTS: Mapping[Stage, Callable[[User, Persona], object]] = {
    Stage.HALF_DONE: _half_done,
    Stage.LAPSING: _lapsing,
    Stage.STOPPED: _half_done,
    Stage.LAPSED: _lapsed,
    Stage.SENT: _just_sent,
    Stage.DECISION: _waiting_for_a_decision,
    Stage.ACCEPTED: _accepted,
    Stage.PAYDAY: _corrected,
    Stage.PAID: _accepted,
    Stage.RETURNED: _returned,
    Stage.REFUSED: _decided,
    Stage.WITHDRAWN: _withdrawn,
}


def _record_pay(claim: Claim, person: Person, period: Period, pay: tuple[int, ...]) -> None:
    """The adviser records each payday the day after it."""
    adviser = _adviser()
    employer = person.facts.as_known().get(kind="job").value["employer"]
    for number, (payday, net_pence) in enumerate(paydays(period, pay)):
        with at(payday + timedelta(days=1), 9, 15):
            if not number:
                adviser = open_record(claim=claim, reason="payment", note="", by=adviser)
                _look(claim, "staff:pay", adviser)
            report_pay(claim=claim, person=person, employer=employer, paid_on=payday, net_pence=net_pence, by=adviser)


def _pay(claim: Claim, period: Period) -> list[Payment]:
    """The assessment the night after a period ends, and the payment."""
    _assess(claim, period)
    paid_on = pay_date_of(period, country_of(claim, period.end))
    with at(paid_on, 3):
        return issue_payments(claim=claim, on=paid_on, by=PAYMENTS_RUN)


def _assess(claim: Claim, period: Period) -> None:
    night_after = period.end + timedelta(days=1)
    with at(night_after, 3):
        assess_period(claim=claim, period=period, on=night_after, by=PAYMENTS_RUN)


def _prove_identity(claim: Claim, person: Person, showed: tuple[str, str]) -> Actor:
    """By the adviser, who has the record open from then on."""
    adviser = open_record(claim=claim, reason="new_claim", note="", by=_adviser())
    _look(claim, "staff:record", adviser)
    record_identity_check(
        person=person, route="two_documents", documents=showed, face_compared=has_photo(showed), by=adviser
    )
    complete_open_todo(person=person, kind="verify_identity", subject=claim.reference, by=adviser)
    return adviser


def _look(claim: Claim, page: str, by: Actor) -> None:
    """A member of staff who opened the record looks at a page of it."""
    opening = opening_of(claim, by)
    assert opening, "nobody looks before the record is open"
    record_visit(claim=claim, people=people_on(claim), opening=opening, page=page, by=by)


def answer_and_send(user: User, story: Story) -> Claim:
    """Their claim, answered and sent."""
    claim = answer(user, story)
    # The declaration is kept in the words that they read.
    with translation.override(story.answers["language"]):
        return submit_claim(claim=claim, member=_member(claim, user), by=actor_for(user))


def answer(user: User, story: Story) -> Claim:
    """Their claim, answered as far as the story goes and not sent."""
    actor = actor_for(user)
    claim = start_claim(person=user.person, by=actor)
    answer_claim(claim=claim, member=_member(claim, user), story=story, by=actor)
    return claim


def _member(claim: Claim, user: User) -> Member:
    member = current_member(claim, user.person.pk)
    assert member is not None
    return member


def _adviser() -> Actor:
    return _staff(ADVISER)


def _staff(email: str) -> Actor:
    return actor_for(User.objects.get(email=email))


def _story(persona: Persona) -> Story:
    assert persona.story is not None
    return persona.story


def _claimed_on(persona: Persona) -> date:
    return _months_before(clock.today() - timedelta(days=persona.days), persona.months)


def _months_before(day: date, months: int) -> date:
    """The same day of the month some months earlier, the 28th at the latest."""
    years, month = divmod(day.month - 1 - months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
