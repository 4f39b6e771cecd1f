"""Which signals somebody may see, and what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.models import DeviceUse, Person
from claims.closeness import close_people
from claims.models import Claim, Fact, Member
from core.actor import Actor
from core.permissions import Permission
from payments.models import Pay
from signals.kinds import BY_SLUG, KINDS, OF_STAFF, Kind
from signals.models import TOLD, WAITING, Evidence, Outcome, Signal, SignalState, Tally, Trait, TraitKind

# From so many closed ones on their share says something, and from such a share on a kind is of no use.
ENOUGH, USELESS_PER_CENT = 20, 95


def signals_for(actor: Actor) -> QuerySet[Signal]:
    """The signals that this actor may see.

    About claims: decision makers and team leaders, but never where they are close to somebody on one of the claims or
    share an account or address with one. About staff: team leaders, and never about themselves. Nobody else sees any.
    """
    if not actor.may(Permission.LOOK_AT_SIGNALS):
        return Signal.objects.none()
    seen = Signal.objects.filter(kind__in=BY_SLUG)
    if not actor.may(Permission.LOOK_AT_STAFF_SIGNALS):
        seen = seen.exclude(kind__in=OF_STAFF)
    seen = seen.exclude(staff=actor.user_id)
    close = Member.objects.filter(person__in=close_people(actor)).values("claim")
    seen = seen.exclude(pk__in=Evidence.objects.filter(claim__in=close).values("signal"))
    if actor.person_id is None:
        return seen
    return seen.exclude(pk__in=Evidence.objects.filter(claim__in=_near(actor.person_id)).values("signal"))


def waiting_for(actor: Actor) -> QuerySet[Signal]:
    """Those that wait for somebody to look, the longest wait first."""
    return signals_for(actor).filter(state__in=WAITING).order_by("first_seen_at", "pk")


def waiting_about(claim: Claim, actor: Actor) -> QuerySet[Signal]:
    """Those of them that rest on this claim. Signals about staff are not said on a claimant's record."""
    about = Evidence.objects.filter(claim=claim).values("signal")
    return waiting_for(actor).exclude(kind__in=OF_STAFF).filter(pk__in=about)


def _near(person_id: UUID) -> QuerySet[Claim]:
    """The claims of a person, and those that share an account or address with one of them."""
    own = Claim.objects.filter(members__person=person_id)
    traits = Trait.objects.exclude(kind=TraitKind.OTHER_NAME)
    sharing = traits.filter(digest__in=traits.filter(claim__in=own).values("digest")).values("claim")
    return Claim.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=sharing))


@dataclass(frozen=True, slots=True)
class Usefulness:
    """What came of the signals of a kind, those deleted since included."""

    kind: Kind
    waiting: int
    ordinary: int
    mistake: int
    passed_on: int

    @property
    def closed(self) -> int:
        """How many somebody came to an end with."""
        return self.ordinary + self.mistake + self.passed_on

    @property
    def useful_per_cent(self) -> int | None:
        """Of those closed, how many were a mistake or passed on; None while there are none."""
        return round((self.closed - self.ordinary) * 100 / self.closed) if self.closed else None

    @property
    def is_useless(self) -> bool:
        """Nearly always explained, and often enough to say so."""
        return self.closed >= ENOUGH and self.ordinary * 100 >= self.closed * USELESS_PER_CENT


def usefulness(actor: Actor) -> list[Usefulness]:
    """Each kind, with what came of it. Two queries.

    Only of signals that this actor may see: a count that the list does not show would tell of one about themselves.
    """
    counts: dict[tuple[str, str], int] = defaultdict(int)
    waiting: dict[str, int] = defaultdict(int)
    counted = signals_for(actor).values_list("kind", "state", "outcome").annotate(Count("pk"))
    for kind, state, outcome, count in counted:
        if state in WAITING:
            waiting[kind] += count
        else:
            counts[kind, outcome] += count
    for kind, outcome, count in Tally.objects.values_list("kind", "outcome", "count"):
        counts[kind, outcome] += count
    return [
        Usefulness(
            kind,
            waiting[kind.slug],
            counts[kind.slug, Outcome.ORDINARY] + counts[kind.slug, Outcome.DIFFERENT_PEOPLE],
            counts[kind.slug, Outcome.MISTAKE] + counts[kind.slug, Outcome.SAME_PERSON],
            counts[kind.slug, Outcome.LEADER] + counts[kind.slug, Outcome.COUNTER_FRAUD],
        )
        for kind in KINDS
    ]


def people_of(claims: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    """Who is on each of these claims. One query."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    members = Member.objects.filter(claim__in=list(claims), superseded_at__isnull=True)
    for claim, person in members.order_by("recorded_at").values_list("claim", "person").distinct():
        if person not in found[claim]:
            found[claim].append(person)
    return found


def told_of(person: Person, claim: Claim) -> list[dict[str, Any]]:
    """What a person is told when they ask what was compared in a claim: what rests on a row of theirs, or of the claim
    as a whole. Never what rests only on somebody else's on that claim, of whom else it is, nor what staff wrote."""
    signals = Signal.objects.filter(pk__in=_theirs(person, claim)).order_by("first_seen_at", "pk")
    return [
        {
            "claim": claim.reference,
            "compared": str(BY_SLUG[signal.kind].title),
            "first_seen": signal.first_seen_at,
            "last_seen": signal.last_seen_at,
            "where_it_stands": str(SignalState(signal.state).label),
            "outcome": str(TOLD[Outcome(signal.outcome)]) if signal.closed_at else "",
            "closed": signal.closed_at,
        }
        for signal in signals
    ]


def _theirs(person: Person, claim: Claim) -> set[UUID]:
    """The signals that rest on a row of this person or of the whole claim. A row that is not kept any more, so that
    nothing says whose it was, is left out."""
    rows: dict[str, dict[str, set[UUID]]] = defaultdict(dict)
    found: set[UUID] = set()
    about_claims = BY_SLUG.keys() - set(OF_STAFF)
    for row in Evidence.objects.filter(claim=claim, signal__kind__in=about_claims):
        rows[row.row_type].setdefault(row.row_id, set()).add(row.signal_id)
    for row_type, signals in rows.items():
        for row_id in OWN_ROWS[row_type](person).filter(pk__in=signals).values_list("pk", flat=True):
            found |= signals[str(row_id)]
    return found


OWN_ROWS: Mapping[str, Callable[[Person], QuerySet[Any]]] = {
    "claims.Fact": lambda person: Fact.objects.filter(Q(person=person) | Q(person=None)),
    "accounts.Person": lambda person: Person.objects.filter(pk=person.pk),
    "accounts.DeviceUse": lambda person: DeviceUse.objects.filter(user=person.user_id),
    "payments.Pay": lambda person: Pay.objects.filter(person=person),
    "claims.Claim": lambda person: Claim.objects.of_person(person.pk),
}
"""Of the rows that claims are compared by, those that are this person's or of everybody on the claim."""
