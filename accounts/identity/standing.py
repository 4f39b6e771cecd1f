"""Where somebody stands: derived from the checks that count, whenever it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.identity.evidence import differs
from accounts.identity.levels import NEEDED, Thing, is_open
from accounts.models import IdentityCheck, IdentityLevel, IdentityRequest, Person
from core import clock
from core.lookups import digests_in
from core.prepared import Prepared

_COUNTING = Prepared(
    lambda person, at: IdentityCheck.objects.counting(at).filter(person=person).defer("details", "subject")
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure we are of who somebody is, and until when if nothing more is checked (None: there is nothing to end).

    ``another`` is a check that does not count, because it is of another name or date of birth than they declared.
    """

    level: IdentityLevel
    until: datetime | None = None
    another: IdentityCheck | None = None

    def may(self, thing: Thing) -> bool:
        """Whether this level opens it."""
        return is_open(thing, self.level)


class NotSureEnough(Exception):
    """We are not sure enough of who somebody is for what they ask. ``needed`` is the level that opens it."""

    def __init__(self, thing: Thing) -> None:
        super().__init__(f"{thing.value} takes level {NEEDED[thing].value}")
        self.thing, self.needed = thing, NEEDED[thing]


def standing_of(person: Person, at: datetime | None = None) -> Standing:
    """Where this person stands now, or stood by what still counts at a moment. One query."""
    counting, another = [], None
    for check in _COUNTING.all(person=person.pk, at=at or clock.now()):
        if differs(check.shown_digest, person):
            another = check
        else:
            counting.append(check)
    best = max(counting, key=lambda check: (IdentityLevel(check.level).rank, check.expires_at), default=None)
    if best is None:
        return Standing(IdentityLevel.NONE, None, another)
    return Standing(IdentityLevel(best.level), best.expires_at, another)


def check_is_sure(person: Person, thing: Thing) -> None:
    """Raise NotSureEnough unless we are sure enough of who this person is."""
    if not standing_of(person).may(thing):
        raise NotSureEnough(thing)


def request_of(person: Person) -> IdentityRequest | None:
    """How they would like to prove who they are, where nobody has checked since."""
    asked = person.identity_requests.select_related("office").first()
    if asked is None or person.identity_checks.filter(checked_at__gte=asked.asked_at).exists():
        return None
    return asked


def was_tried_today(person: Person) -> bool:
    """Whether they were asked questions by phone today: one try a day, or somebody could go on guessing."""
    day = {"checked_at__date": clock.today()}
    return person.identity_checks.filter(route="security_questions", **day).exists()


def others_proved_as(person: Person) -> list[Person]:
    """Other people who were proved to be the same human being, by the same GOV.UK One Login. What was taken back, once
    somebody had found out who is who, is left out."""
    proved = IdentityCheck.objects.filter(subject_digest__isnull=False, revocation=None)
    subjects = digests_in(proved.filter(person=person), "subject_digest")
    same = proved.filter(subject_digest__in=subjects).exclude(person=person).values("person")
    return list(Person.objects.filter(pk__in=same).only("pk"))
