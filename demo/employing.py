"""The pasts of employers, made through the services on the days on which they happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from accounts.actors import actor_for
from accounts.models import User
from core import clock
from demo.histories import ADVISER, a_little_while_ago, at
from demo.personas import Persona
from employers.deciding import add_check, decide
from employers.models import CheckedAt, CheckKind, CheckResult, Employer
from employers.registration import save_answers, send_registration

ORGANISATIONS: Mapping[str, Mapping[str, Any]] = {
    "maria.lopes": {
        "kind": "company",
        "name": "Harbour Bakery Ltd",
        "registration_number": "01234567",
        "paye_reference": "123/AB456",
        "address_line_1": "4 Quay Street",
        "town": "Hull",
        "postcode": "HU1 1AA",
        "contact_name": "Maria Lopes",
        "contact_phone": "01632 960 001",
        "website": "harbourbakery.example",
    },
    "owen.price": {
        "kind": "sole_trader",
        "name": "Owen Price Gardens",
        "address_line_1": "12 Mill Lane",
        "town": "Hereford",
        "postcode": "HR1 2AB",
        "contact_name": "Owen Price",
        "contact_phone": "07700 900 982",
    },
}
APPROVED = frozenset({"maria.lopes"})
SENT_AGO, APPROVED_AGO = timedelta(days=30), timedelta(days=27)
LOOKED_AT = {
    CheckKind.EXISTS: CheckedAt.COMPANIES_HOUSE,
    CheckKind.REACHED: CheckedAt.CALL,
    CheckKind.MAY_ACT: CheckedAt.COMPANIES_HOUSE,
}


def register(user: User, persona: Persona) -> None:
    """Somebody registers their organisation; staff have looked at it, or will."""
    if persona.slug not in APPROVED:
        with a_little_while_ago():
            _send(user, persona)
        return
    today = clock.today()
    with at(today - SENT_AGO, 11, 20):
        employer = _send(user, persona)
    with at(today - APPROVED_AGO, 15, 10):
        by = actor_for(User.objects.get(email=ADVISER))
        for kind, where in LOOKED_AT.items():
            add_check(employer=employer, kind=kind, looked_at=where, result=CheckResult.MATCHES, note="", by=by)
        decide(employer=employer, event="approve", why="", note="", by=by)


def _send(user: User, persona: Persona) -> Employer:
    by = actor_for(user)
    employer = save_answers(employer=None, answers=ORGANISATIONS[persona.slug], by=by)
    return send_registration(employer=employer, language="en", by=by)
