"""Who somebody is, as One Login proved it: read from what it signed, and recorded. What they declared is never
overwritten by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.identity.evidence import differs
from accounts.identity.services import ProvedBy, record_identity_check
from accounts.models import IdentityLevel, IdentityRoute, Person
from accounts.one_login.connections import SYSTEM
from accounts.one_login.tokens import Claims, Refused
from audit.services import record
from core import clock

MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Details:
    """The name that somebody has now and the date of birth that One Login is surest of."""

    given_names: str
    family_name: str
    date_of_birth: date


def details_of(claims: Claims) -> Details:
    """The details in an identity that was verified. Raises Refused when they cannot be read."""
    credential = claims["vc"]
    subject = credential.get("credentialSubject") if isinstance(credential, dict) else None
    if not isinstance(subject, dict):
        raise Refused("vc")
    parts = next(_current_names(subject), None)
    births = [each.get("value") for each in _objects(subject.get("birthDate"))]
    if not parts or not births:
        raise Refused("vc")
    # Parts come in the order in which a document shows them, which is not always given names first.
    given, family = (" ".join(text for kind, text in parts if kind == each) for each in ("GivenName", "FamilyName"))
    if not (given or family) or len(given) > MOST_CHARACTERS or len(family) > MOST_CHARACTERS:
        raise Refused("name")
    try:
        return Details(given, family, date.fromisoformat(str(births[0])))
    except ValueError:
        raise Refused("birthDate") from None


def record_proven(*, person: Person, proved_by: ProvedBy, details: Details, codes: list[str]) -> bool:
    """Note what One Login proved, beside what they declared. Returns whether the two are of the same person: where
    they are not, staff see it, and it opens nothing."""
    shown = {**asdict(details), "date_of_birth": details.date_of_birth.isoformat()}
    with transaction.atomic():
        check = record_identity_check(
            person=person,
            route=IdentityRoute.ONE_LOGIN,
            level=IdentityLevel.MEDIUM,
            proved_by=proved_by,
            details=shown,
            by=SYSTEM,
        )
        is_same = not differs(check.shown_digest, person)
        record("one_login_identity", by=SYSTEM, subject=person, person_id=person.pk, is_same=is_same, codes=codes)
    return is_same


def _current_names(subject: Mapping[str, Any]) -> Any:
    today = clock.machine_now().date().isoformat()
    for name in _objects(subject.get("name")):
        until = name.get("validUntil")
        if until is None or str(until) > today:
            yield [
                (part.get("type"), part["value"])
                for part in _objects(name.get("nameParts"))
                if isinstance(part.get("value"), str)
            ]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
