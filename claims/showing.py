"""Asking people on a claim to show something, and their sending it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Case, QuerySet, When

from accounts.models import Person
from audit.moves import move
from audit.services import record
from claims.closeness import check_is_not_kept
from claims.evidence import PLACE, EvidenceState, Proof
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from documents.intake import SCANNER, remove
from documents.models import Document, DocumentState
from documents.waiting import when_refused
from journal.deadlines import WhyThatDay
from journal.models import Todo, TodoState
from journal.services import add_entry, complete_open_todo, create_todo, move_due_day, withdraw_todo

TODO = "evidence"


class NothingSent(Exception):
    """There is no file yet."""


def ask_for_evidence(
    *, claim: Claim, person: Person, kinds: Iterable[str], details: str, due: date, by: Actor
) -> Proof:
    """Ask somebody on a claim to show these things by a day, and tell them. While something is asked for, this is asked
    for besides, by the same page and the later of the days. Raises MoveRefused for who may not ask."""
    if not by.may(Permission.ASK_FOR_EVIDENCE):
        raise MoveRefused("Only staff ask for evidence")
    check_is_not_kept(claim, by)
    with transaction.atomic():
        # The person's row is the lock, so that two requests at once make one.
        Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
        asked = Proof.objects.filter(claim=claim, person=person, state=EvidenceState.ASKED).first()
        if asked is None:
            asked = Proof(claim=claim, person=person, kinds=[], details="", due=due, asked_at=clock.now())
        asked.kinds = list(dict.fromkeys([*asked.kinds, *kinds]))
        if details not in asked.details.splitlines():
            asked.details = f"{asked.details}\n{details}".strip()
        asked.due, asked.asked_by_name = max(asked.due, due), by.name
        asked.save()
        record(
            "proof_asked",
            by=by,
            subject=asked,
            person_id=person.pk,
            claim_reference=claim.reference,
            kinds=asked.kinds,
        )
        todo = create_todo(person=person, kind=TODO, subject=claim.reference, due=asked.due, by=by)
        if todo.due and todo.due < asked.due:
            move_due_day(todo=todo, day=asked.due, why=WhyThatDay.ASKED_MORE, by=by)
    return asked


def send_evidence(*, evidence: Proof, by: Actor) -> Proof:
    """Note that this is all: its person does, or staff to whom they gave it. Raises NothingSent, and MoveRefused where
    it was sent already or is another's."""
    is_given_to_staff = by.is_staff_member and by.on_behalf_of_id == evidence.person_id
    if by.claimant_id != evidence.person_id and not is_given_to_staff:
        raise MoveRefused("It is somebody else's")
    if is_given_to_staff:
        check_is_not_kept(evidence.claim, by)
    reference = evidence.claim.reference
    with transaction.atomic():
        files = files_of([evidence]).exclude(state=DocumentState.REFUSED).count()
        if not files:
            raise NothingSent
        sent = move(
            evidence,
            "send",
            by=by,
            person_id=evidence.person_id,
            claim_reference=reference,
            set_fields={"sent_at": clock.now()},
            files=files,
        )
        kind = "evidence_taken" if is_given_to_staff else "evidence_sent"
        add_entry(person=evidence.person, kind=kind, data={"files": files, "claim": reference}, by=by)
        complete_open_todo(person=evidence.person, kind=TODO, subject=reference, by=by)
    return sent


def withdraw_evidence(*, evidence: Proof, by: Actor) -> Proof:
    """Note that it is no longer needed. What they had added stays, and is not thrown away behind their back. Raises
    MoveRefused where it was sent or withdrawn already, or this actor may not."""
    check_is_not_kept(evidence.claim, by)
    with transaction.atomic():
        about = {"person_id": evidence.person_id, "claim_reference": evidence.claim.reference}
        withdrawn = move(evidence, "withdraw", by=by, **about)
        todos = Todo.objects.filter(person=evidence.person, kind=TODO, subject=evidence.claim.reference)
        for todo in todos.filter(state=TodoState.OPEN):
            withdraw_todo(todo=todo, by=by)
    return withdrawn


def check_evidence(*, evidence: Proof, by: Actor) -> Proof:
    """Note that staff have looked at what was sent, which whoever sent it is told. Raises MoveRefused where that was
    noted already, or this actor may not."""
    check_is_not_kept(evidence.claim, by)
    reference = evidence.claim.reference
    with transaction.atomic():
        checked = move(evidence, "check", by=by, person_id=evidence.person_id, claim_reference=reference)
        add_entry(person=evidence.person, kind="evidence_checked", data={"claim": reference}, by=by)
    return checked


def latest_evidence(claim: Claim, person_id: UUID) -> Proof | None:
    """What this person is asked for now on this claim, else was the last time."""
    of_them = Proof.objects.filter(claim=claim, person=person_id).select_related("claim", "person")
    is_over = Case(When(state=EvidenceState.ASKED, then=0), default=1)
    return of_them.order_by(is_over, "-asked_at").first()


def day_for_evidence(evidence: Proof) -> date:
    """By when it is to be shown: the day of the to-do, who may have been given more time for it."""
    todos = Todo.objects.filter(person=evidence.person_id, kind=TODO, subject=evidence.claim.reference)
    due = todos.filter(state=TodoState.OPEN).values_list("due", flat=True).first()
    return due or evidence.due


def files_of(evidence: Iterable[Proof]) -> QuerySet[Document]:
    """Their files, in the order in which they were added."""
    return Document.objects.filter(place__in=[each.place for each in evidence]).order_by("added_at", "pk")


def forget_evidence(claim: Claim, *, by: Actor) -> None:
    """Delete the files of a claim that is deleted."""
    for document in files_of(Proof.objects.filter(claim=claim).defer("details")).defer("name"):
        remove(document, by=by, claim_reference=claim.reference)


def _ask_again(document: Document) -> None:
    """A file that had been sent is not kept after all: say so, and let them add another."""
    evidence = Proof.objects.select_related("claim", "person").get(pk=document.place.removeprefix(PLACE))
    reference = evidence.claim.reference
    add_entry(person=evidence.person, kind="evidence_not_kept", data={"claim": reference}, by=SCANNER)
    if evidence.state == EvidenceState.SENT:
        about = {"person_id": evidence.person_id, "claim_reference": reference}
        other = Proof.objects.filter(claim=evidence.claim, person=evidence.person, state=EvidenceState.ASKED)
        if not other.exists():
            move(evidence, "ask_again", by=SCANNER, set_fields={"sent_at": None}, **about)
        create_todo(person=evidence.person, kind=TODO, subject=reference, due=None, by=SCANNER)


def hear_of_refusals() -> None:
    """At start-up: be told of files that are not kept after all."""
    when_refused(PLACE, _ask_again)
