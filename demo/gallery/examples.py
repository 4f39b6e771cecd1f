"""Somebody of the demonstration in each state, and the pages on which it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Cast

from accounts.models import Help, IdentityCheck, Person, Recovery, RoleChange
from appointments.models import Absence, Appointment
from claims.models import AccountCheck, Claim, ClaimState, Decision, Member, Proof
from contacts.models import Promise
from conversations.models import Conversation
from demo.gallery.machines import Machine
from demo.gallery.visits import Visit
from demo.personas import CLAIMANTS, EMPLOYERS, Persona
from documents.models import Document
from employers.models import Employer
from journal.models import Missed, MoreTime, Todo
from letters.models import Batch, Production
from notifications.models import BY_HAND, BulkSend, Message, MessageState
from payments.models import Payment, PaymentAgreement
from signals.kinds import BY_SLUG
from signals.models import Signal

BY_EMAIL = {persona.email: persona for persona in (*CLAIMANTS, *EMPLOYERS)}
Rows = Iterable[tuple[str, "Example"]]


@dataclass(frozen=True, slots=True)
class Example:
    """Somebody in a state: who, what it is about, and where it can be seen, by them and by staff."""

    persona: Persona
    about: str
    visits: tuple[Visit, ...]


def examples_of(machine: Machine) -> dict[str, list[Example]]:
    """State -> whoever is in it. One of each stage for claims, else one."""
    found: dict[str, list[Example]] = defaultdict(list)
    for state, example in FINDERS.get((machine.model, machine.field), tuple)():
        if example.persona.stage not in {each.persona.stage for each in found[state]}:
            found[state].append(example)
    return found if machine.model is Claim else {state: some[:1] for state, some in found.items()}


def counts_of(machine: Machine) -> Mapping[str, int]:
    """How many there are in each state, personas' and others'."""
    rows = machine.model._default_manager.order_by().values_list(machine.field).annotate(Count("pk"))
    return dict(rows)


def _claims() -> Rows:
    members = Member.objects.filter(superseded_at__isnull=True, person__user__email__in=BY_EMAIL)
    places = {email: place for place, email in enumerate(BY_EMAIL)}
    rows: models.QuerySet[Any] = members.select_related("claim").annotate(whose=F("person__user__email"))
    for member in sorted(rows, key=lambda row: (places[row.whose], row.recorded_at)):
        claim = member.claim
        yield claim.state, Example(BY_EMAIL[member.whose], claim.reference, tuple(_of_claim(claim)))


def _of_claim(claim: Claim) -> Iterator[Visit]:
    if claim.state == ClaimState.STARTED:
        yield Visit.claimant("tasks", "claims:tasks", claim.reference)
        return
    yield Visit.claimant("home", "home:home")
    yield Visit.claimant("claim", "claims:sent", claim.reference)
    if claim.submitted_at:
        yield Visit.claimant("answers", "claims:answers", claim.reference)
        yield Visit.of_record("adviser", "record", "staff:record", claim.reference)
    if claim.state == ClaimState.SUBMITTED:
        yield Visit.of_record("decision_maker", "decide", "staff:decide", claim.reference)
    if claim.state == ClaimState.OPEN:
        yield Visit.claimant("payments", "payments:history", claim.reference)
        yield Visit.of_record("payment_officer", "payments", "payments:history", claim.reference)


def _payments(field: str) -> Rows:
    rows = _one_a_state(
        Payment.objects.annotate(whose=F("statement__claim__members__person__user__email")).select_related(
            "statement__claim"
        ),
        field,
        "-made_at",
    )
    for payment in rows:
        reference, number = payment.statement.claim.reference, payment.statement.number
        visits = (
            Visit.claimant("statement", "payments:statement", reference, number),
            Visit.claimant("payments", "payments:history", reference),
            Visit.of_record("payment_officer", "payments", "payments:history", reference),
        )
        yield getattr(payment, field), Example(BY_EMAIL[payment.whose], reference, visits)


def _todos() -> Rows:
    for todo in _one_a_state(Todo.objects.annotate(whose=F("person__user__email")), "state", "-created_at"):
        visits = (Visit.claimant("todos", "journal:todos"), Visit.claimant("journal", "journal:journal"))
        yield todo.state, Example(BY_EMAIL[todo.whose], str(todo.words.title), visits)


def _more_time() -> Rows:
    rows = MoreTime.objects.annotate(whose=F("todo__person__user__email")).select_related("todo")
    for asked in _one_a_state(rows, "state", "-asked_at"):
        visits = (Visit.claimant("todos", "journal:todo", asked.todo_id),)
        yield asked.state, Example(BY_EMAIL[asked.whose], str(asked.todo.words.title), visits)


def _missed() -> Rows:
    rows = Missed.objects.annotate(whose=F("todo__person__user__email")).select_related("todo")
    for missed in _one_a_state(rows, "state", "-found_at"):
        visits = (Visit.claimant("todos", "journal:todo", missed.todo_id),)
        yield missed.state, Example(BY_EMAIL[missed.whose], str(missed.todo.words.title), visits)


def _messages() -> Rows:
    people = Person.objects.annotate(reference=Cast("pk", models.TextField()))
    whose = people.filter(reference=OuterRef("recipient_reference")).values("user__email")[:1]
    rows = Message.objects.annotate(whose=Subquery(whose)).defer("address", "body")
    for message in _one_a_state(rows, "state", "-queued_at"):
        visits = [Visit.claimant("journal", "journal:journal"), Visit.anybody("outbox", "demo:outbox")]
        if message.state == MessageState.QUEUED and message.medium in BY_HAND:
            visits.append(Visit.staff("adviser", "to_send", "staff:to_send"))
        yield message.state, Example(BY_EMAIL[message.whose], message.subject, tuple(visits))


def _identities() -> Rows:
    checks = IdentityCheck.objects.annotate(whose=F("person__user__email")).defer("details")
    for check in _one_a_state(checks, "level", "checked_at"):
        yield check.level, Example(BY_EMAIL[check.whose], "", (Visit.claimant("identity", "accounts:identity"),))


def _helpers() -> Rows:
    helps = Help.objects.annotate(whose=F("person__user__email")).defer("email")
    for help_ in _one_a_state(helps, "state", "invited_at"):
        yield help_.state, Example(BY_EMAIL[help_.whose], help_.name, (Visit.claimant("helpers", "accounts:helpers"),))


def _decisions() -> Rows:
    rows = Decision.objects.annotate(whose=F("claim__members__person__user__email")).select_related("claim")
    for decision in _one_a_state(rows, "outcome", "decided_at"):
        reference = decision.claim.reference
        visits = (
            Visit.claimant("claim", "claims:sent", reference),
            Visit.of_record("decision_maker", "record", "staff:record", reference),
        )
        yield decision.outcome, Example(BY_EMAIL[decision.whose], reference, visits)


def _signals() -> Rows:
    """About claims: those about staff are not for everybody's eyes."""
    rows = Signal.objects.filter(staff=None).annotate(whose=F("evidence__claim__members__person__user__email"))
    for signal in _one_a_state(rows, "state", "first_seen_at"):
        visits = (Visit.staff("decision_maker", "signal", "signals:show", signal.pk),)
        yield signal.state, Example(BY_EMAIL[signal.whose], str(BY_SLUG[signal.kind].title), visits)


def _recoveries() -> Rows:
    for recovery in _one_a_state(Recovery.objects.annotate(whose=F("user__email")), "state", "begun_at"):
        yield recovery.state, Example(BY_EMAIL[recovery.whose], "", (Visit.claimant("account", "accounts:account"),))


def _account_checks() -> Rows:
    rows = AccountCheck.objects.annotate(whose=F("claim__members__person__user__email"))
    for check in _one_a_state(rows.select_related("claim"), "state", "asked_at"):
        visits = (
            Visit.claimant("home", "home:home"),
            Visit.of_record("adviser", "record", "staff:account", check.claim.reference),
        )
        yield check.state, Example(BY_EMAIL[check.whose], check.claim.reference, visits)


def _proofs() -> Rows:
    rows = Proof.objects.annotate(whose=F("person__user__email")).select_related("claim").defer("details")
    for proof in _one_a_state(rows, "state", "asked_at"):
        reference = proof.claim.reference
        visits = (
            Visit.claimant("evidence", "claims:evidence", reference),
            Visit.of_record("adviser", "evidence", "staff:evidence", reference),
        )
        yield proof.state, Example(BY_EMAIL[proof.whose], reference, visits)


def _conversations() -> Rows:
    rows = Conversation.objects.annotate(whose=F("person__user__email"))
    for talk in _one_a_state(rows, "state", "started_at"):
        visits = (Visit.claimant("conversation", "conversations:show", talk.pk),)
        yield talk.state, Example(BY_EMAIL[talk.whose], str(talk.get_topic_display()), visits)


def _appointments() -> Rows:
    for each in _one_a_state(Appointment.objects.annotate(whose=F("person__user__email")), "state", "-period"):
        visits = (Visit.claimant("appointment", "appointments:show", each.pk),)
        yield each.state, Example(BY_EMAIL[each.whose], str(each.type.title), visits)


def _absences() -> Rows:
    rows = Absence.objects.annotate(whose=F("person__user__email")).select_related("appointment")
    for each in _one_a_state(rows.defer("reason", "decision"), "state", "-noted_at"):
        visits = (Visit.claimant("appointment", "appointments:show", each.appointment_id),)
        yield each.state, Example(BY_EMAIL[each.whose], str(each.appointment.type.title), visits)


def _documents() -> Rows:
    whose = Person.objects.filter(pk=OuterRef("owner_id")).values("user__email")[:1]
    rows = Document.objects.annotate(whose=Subquery(whose)).defer("name")
    for document in _one_a_state(rows, "state", "added_at"):
        yield document.state, Example(BY_EMAIL[document.whose], "", (Visit.claimant("journal", "journal:journal"),))


def _employers() -> Rows:
    rows = Employer.objects.annotate(whose=F("representatives__user__email")).defer("paye_reference")
    for employer in _one_a_state(rows, "state", "applied_at"):
        visits = (
            Visit.claimant("employer", "employers:home"),
            Visit.staff("adviser", "employer_check", "staff:employer", employer.reference),
        )
        yield employer.state, Example(BY_EMAIL[employer.whose], employer.name, visits)


def _one_a_state(rows: Any, field: str, order: str) -> Any:
    """The first personas' row in each state."""
    return rows.filter(whose__in=BY_EMAIL).order_by(field, order).distinct(field)


FINDERS: Mapping[tuple[type[models.Model], str], Callable[[], Rows]] = {
    (Claim, "state"): _claims,
    (Payment, "state"): lambda: _payments("state"),
    (Todo, "state"): _todos,
    (MoreTime, "state"): _more_time,
    (Missed, "state"): _missed,
    (Message, "state"): _messages,
    (Signal, "state"): _signals,
    (IdentityCheck, "level"): _identities,
    (Recovery, "state"): _recoveries,
    (Help, "state"): _helpers,
    (Employer, "state"): _employers,
    (AccountCheck, "state"): _account_checks,
    (Proof, "state"): _proofs,
    (Appointment, "state"): _appointments,
    (Absence, "state"): _absences,
    (Document, "state"): _documents,
    (Conversation, "state"): _conversations,
    (Promise, "state"): tuple,  # nobody there has called us
    (PaymentAgreement, "state"): tuple,  # nobody there is paid so much at once
    (Batch, "state"): tuple,  # nobody there has printed one
    (Production, "state"): tuple,  # nobody there asked for braille or a recording
    (BulkSend, "state"): tuple,  # nobody there has sent one
    (RoleChange, "state"): tuple,  # about staff, and nobody's there changes
    (Decision, "outcome"): _decisions,
    (Payment, "held_for"): lambda: _payments("held_for"),
}
