"""Deleting what has been kept for long enough: sets of rows, in batches, each recorded by how many there were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import ContactCode, DeviceUse, OneLoginSignOut, Session, SignIn, TextCode, Tries, User
from accounts.tasks import forget_unfinished
from appointments.models import Absence, Appointment
from audit.models import Event
from audit.services import record
from claims.lapsing import lapse_claims
from claims.models import Claim, ClaimState, Fact, Member
from claims.showing import forget_evidence
from contacts.models import Contact, Dispute, Promise, PromiseState
from conversations.inbound.models import Arrived, Kind
from conversations.models import Conversation, LookingAfter, Post
from core import clock
from core.actor import Actor
from core.holds import held_people
from documents.intake import remove
from documents.models import Document
from employers.models import Employer, EmployerState, Invitation, Representative
from journal.models import Entry, Todo, TodoState
from notifications.models import BulkRecipient, Message, MessageState, ReturnedAddress
from privacy import unused
from privacy.models import DataCopy
from privacy.periods import before

BATCH = 500
LIMIT = 20_000
"""Rows of one set that one run deletes at most: the rest waits for the next night."""
ENDED = (ClaimState.CLOSED, ClaimState.REFUSED, ClaimState.WITHDRAWN, ClaimState.LAPSED)
OF_A_CLAIM = (
    ("signals.Evidence", "claim"),
    ("signals.Trait", "claim"),
    ("payments.FirstPaymentRelease", "claim"),
    ("payments.PaymentAgreement", "payment__statement__claim"),
    ("payments.Payment", "statement__claim"),
    ("payments.Statement", "claim"),
    ("payments.PeriodCheck", "claim"),
    ("payments.Pay", "claim"),
    ("claims.AccountCheck", "claim"),
    ("claims.Proof", "claim"),
    ("claims.KeptAttempt", "claim"),
    ("claims.HandOver", "claim"),
    ("claims.LetBack", "claim"),
    ("claims.Decision", "claim"),
    ("claims.Declaration", "claim"),
    ("claims.Fact", "claim"),
    ("claims.Member", "claim"),
)
"""Every table of which rows belong to a claim, in the order in which they can go; a test finds one that is missing."""
Rows = models.QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Purged:
    """One set: its name, and how many rows were deleted, or in a dry run would be. ``is_skipped``: only the owner of
    the tables may."""

    name: str
    rows: int
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class PurgeSet:
    """What goes together. ``rows`` are those whose time is over. Where ``delete`` is given it sees to them in its own
    way; ``needs_owner`` says that the application's connection may delete none of them."""

    name: str
    rows: Callable[[], Iterable[Rows]]
    delete: Callable[[Actor, int], int] | None = None
    needs_owner: bool = False

    def count(self) -> int:
        """How many rows would go."""
        return sum(rows.count() for rows in self.rows())


def purge(*, by: Actor, kinds: Iterable[str] = (), limit: int = LIMIT, dry_run: bool = False) -> list[Purged]:
    """Delete what has been kept for long enough: these sets, or (none named) all that this connection may delete.

    Nothing about people on a legal hold. It can be stopped and run again, and beside itself. Raises KeyError for an
    unknown set.
    """
    chosen = [SETS[kind] for kind in kinds] or list(SETS.values())
    is_owner, done = owns_the_tables(), []
    for each in chosen:
        if each.needs_owner and not is_owner:
            done.append(Purged(each.name, each.count(), is_skipped=True))
        elif dry_run:
            done.append(Purged(each.name, each.count()))
        else:
            done.append(Purged(each.name, _purge_set(each, by=by, limit=limit)))
    return done


def _purge_set(each: PurgeSet, *, by: Actor, limit: int) -> int:
    if each.delete is not None:
        rows = each.delete(by, limit)
    else:
        rows = sum(_in_batches(found, limit, by_owner=each.needs_owner) for found in each.rows())
    if rows:
        record("data_purged", by=by, purged=each.name, rows=rows)
    return rows


def _in_batches(rows: Rows, limit: int, *, by_owner: bool) -> int:
    total = 0
    while total < limit:
        with transaction.atomic():
            keys = list(
                rows.order_by("pk")
                .select_for_update(of=("self",), skip_locked=True)
                .values_list("pk", flat=True)[: min(BATCH, limit - total)]
            )
            _delete(rows.model._default_manager.filter(pk__in=keys), by_owner=by_owner)
        total += len(keys)
        if not keys:
            break
    return total


def _delete(rows: Rows, *, by_owner: bool) -> None:
    """Delete rows; ``by_owner`` also such as are never deleted otherwise: their time is over, and who may have it done
    is the owner of the tables, whom the application cannot become."""
    if not by_owner:
        rows.delete()
        return
    with pgtrigger.ignore():
        rows.delete()


def owns_the_tables() -> bool:
    """Whether this connection is that of the tables' owner, who may delete what is never deleted otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'audit_event'::regclass"
        )
        return bool(cursor.fetchone()[0])


def _not_held(path: str) -> Q:
    return ~Q(**{f"{path}__in": list(held_people())})


def _messages() -> Iterator[Rows]:
    held = [str(each) for each in held_people()]
    old = Message.objects.exclude(state=MessageState.QUEUED).filter(queued_at__lt=before("messages"))
    yield old.exclude(recipient_reference__in=held)
    returned = ReturnedAddress.objects.filter(returned_at__lt=before("messages"))
    yield returned.exclude(recipient_reference__in=held)
    yield BulkRecipient.objects.filter(taken_at__lt=before("messages")).exclude(recipient_reference__in=held)


def _arrived() -> Iterator[Rows]:
    # What still waits for somebody is kept, however old.
    over = Q(dealt_with_at__isnull=False) | Q(person__isnull=False) | ~Q(kind=Kind.WORDS)
    yield Arrived.objects.filter(over, _not_held("person"), arrived_at__lt=before("arrived"))
    yield Arrived.objects.automatic().filter(arrived_at__lt=before("automatic_mail"))


def _unfinished() -> Iterator[Rows]:
    old = before("unfinished")
    yield ContactCode.objects.filter(sent_at__lt=old)
    yield TextCode.objects.filter(sent_at__lt=old)
    yield OneLoginSignOut.objects.filter(received_at__lt=old)
    yield Tries.objects.filter(last_at__lt=old)
    yield Session.objects.filter(expire_date__lt=clock.machine_now())
    held = User.objects.filter(person__in=held_people())
    yield DeviceUse.objects.filter(last_used_at__lt=before("devices")).exclude(user__in=held)


def _forget_unfinished(by: Actor, limit: int) -> int:  # noqa: ARG001 - small rows, by one statement for each table
    count = sum(rows.count() for rows in _unfinished())
    forget_unfinished()
    return count


def _unsent() -> Iterator[Rows]:
    yield Claim.objects.filter(state=ClaimState.STARTED, draft__expires_at__lte=clock.now()).exclude(
        members__person__in=list(held_people())
    )


def _lapse(by: Actor, limit: int) -> int:  # noqa: ARG001 - as many as are due, each told of it
    return lapse_claims(by=by)


def _journal() -> Iterator[Rows]:
    old = before("journal")
    yield Entry.objects.filter(_not_held("person"), at__lt=old)
    yield Todo.objects.filter(_not_held("person"), created_at__lt=old).exclude(state=TodoState.OPEN)
    # A conversation goes as a whole, and what waits for an answer does not.
    over = Conversation.objects.filter(_not_held("person"), last_at__lt=old, reply_by=None)
    yield Dispute.objects.filter(conversation__in=over)
    yield Post.objects.filter(conversation__in=over)
    yield over
    # What was written down goes with its corrections, and not before what we agreed in it is done.
    needed = Contact.objects.filter(Q(noted_at__gte=old) | Q(promises__state=PromiseState.OPEN)).values("first")
    noted = Contact.objects.filter(_not_held("person"), noted_at__lt=old).exclude(first__in=needed)
    yield Promise.objects.filter(contact__in=noted)
    yield noted
    yield LookingAfter.objects.filter(_not_held("person"), until__lt=old)
    yield Absence.objects.filter(_not_held("person"), appointment__period__endswith__lt=old)
    yield Appointment.objects.filter(_not_held("person"), period__endswith__lt=old, absence=None)


def _files() -> Iterator[Rows]:
    # What was shown for a claim is kept as long as somebody on it has one.
    claimants = Member.objects.values("person")
    old = Document.objects.filter(added_at__lt=before("files"))
    yield old.exclude(owner_id__in=list(held_people())).exclude(owner_id__in=claimants)


def _delete_files(by: Actor, limit: int) -> int:
    (found,) = _files()
    chosen = list(found.defer("name")[:limit])
    for document in chosen:
        remove(document, by=by)
    return len(chosen)


def _ended_claims() -> Iterator[Rows]:
    # That somebody wished to keep it for longer is nothing that happened on it.
    happened = Event.objects.filter(claim_reference=OuterRef("reference")).exclude(kind__startswith="legal_hold")
    latest = happened.order_by("-at").values("at")[:1]
    ended = Claim.objects.filter(state__in=ENDED).exclude(members__person__in=list(held_people()))
    yield ended.annotate(last=Coalesce(Subquery(latest), "started_at")).filter(last__lt=before("ended_claims"))


def _delete_ended_claims(by: Actor, limit: int) -> int:
    (found,) = _ended_claims()
    keys = list(found.values_list("pk", flat=True)[:limit])
    return sum(_delete_claim(key, by) for key in keys)


def _delete_claim(key: object, by: Actor) -> bool:
    (found,) = _ended_claims()
    with transaction.atomic():
        claim = found.filter(pk=key).select_for_update(of=("self",), skip_locked=True).first()
        if claim is None:
            return False
        places = Member.objects.filter(claim=claim)
        people, drafts = list(places.values_list("person", "draft")), [claim.draft_id]
        # First, while it is there to be told about.
        record("claim_purged", by=by, subject=claim, claim_reference=claim.reference)
        forget_evidence(claim, by=by)
        with pgtrigger.ignore():
            for label, path in OF_A_CLAIM:
                apps.get_model(label)._default_manager.filter(**{path: claim.pk}).delete()
            claim.delete()
            for person, draft in people:
                drafts.append(draft)
                if not Member.objects.filter(person=person).exists():
                    Fact.objects.filter(person=person).delete()
            apps.get_model("journeys.Draft")._default_manager.filter(pk__in=drafts).delete()
    return True


def _unsent_employers() -> Iterator[Rows]:
    old = before("unsent_employers")
    yield Invitation.objects.filter(accepted_at=None, sent_at__lt=old)
    yield Employer.objects.filter(state=EmployerState.STARTED, begun_at__lt=old)


def _delete_unsent_employers(by: Actor, limit: int) -> int:
    invitations, employers = _unsent_employers()
    deleted = _in_batches(invitations, limit, by_owner=False)
    for key in list(employers.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            employer = employers.filter(pk=key).select_for_update(of=("self",), skip_locked=True).first()
            if employer is not None:
                record("employer_purged", by=by, subject=employer)
                Representative.objects.filter(employer=employer).delete()
                employer.delete()
                deleted += 1
    return deleted


SETS: dict[str, PurgeSet] = {
    each.name: each
    for each in (
        PurgeSet("unfinished", _unfinished, delete=_forget_unfinished),
        PurgeSet("unsent_claims", _unsent, delete=_lapse),
        PurgeSet("unsent_employers", _unsent_employers, delete=_delete_unsent_employers),
        PurgeSet("copies", lambda: [DataCopy.objects.filter(ready_at__lt=before("copies"))]),
        PurgeSet("messages", _messages),
        PurgeSet("arrived", _arrived),
        PurgeSet("files", _files, delete=_delete_files),
        PurgeSet(
            "sign_ins",
            lambda: [SignIn.objects.filter(_not_held("user__person"), at__lt=before("sign_ins"))],
            needs_owner=True,
        ),
        PurgeSet("journal", _journal, needs_owner=True),
        PurgeSet("ended_claims", _ended_claims, delete=_delete_ended_claims, needs_owner=True),
        PurgeSet(
            unused.REFUSED,
            lambda: [unused.refused_employers()],
            delete=unused.delete_refused_employers,
            needs_owner=True,
        ),
        PurgeSet(
            unused.UNCONFIRMED,
            lambda: [unused.unconfirmed_accounts()],
            delete=lambda by, limit: unused.delete_accounts(unused.unconfirmed_accounts(), by, limit),
            needs_owner=True,
        ),
        PurgeSet(
            unused.UNUSED,
            lambda: [unused.unused_accounts(), unused.people_without_account()],
            delete=lambda by, limit: (
                unused.delete_accounts(unused.unused_accounts(), by, limit) + unused.delete_people(by, limit)
            ),
            needs_owner=True,
        ),
    )
}
"""Each set by its name, in the order in which they are seen to."""

ELSEWHERE = {
    "claims.forget_equality": "equality answers that were not sent, after 28 days",
    "journeys.forget_visits": "which pages were asked, once a claim is sent or lapsed; counts after 400 days",
    "conversations.forget_unsent": "files that were added to a message which was then not sent, after a day",
    "contacts.forget_unsent": "files that were added to a call or post which was then not written down, after a day",
    "core.forget_finished": "jobs, 7 days after they were done, 90 after they failed",
    "signals.look": "signals with an explanation after a year, others after two",
}
"""What deletes something else by its age, every night, as a part of other work."""
