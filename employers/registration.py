"""Registering an organisation: pages that save what they ask, and sending it to be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Language, User
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.ids import new_reference
from core.states import MoveRefused
from employers import messages
from employers.forms import ContactForm, EmployerAddressForm, KindForm, OrganisationForm
from employers.models import Employer, EmployerKind, Representative
from govuk.forms import GovukForm

CONTACT = ("contact_name", "contact_phone", "website")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the registration: its form, and when it is answered."""

    slug: str
    form: type[GovukForm]
    is_answered: Callable[[Employer], bool]


def _knows_organisation(employer: Employer) -> bool:
    is_numbered = bool(employer.registration_number) or employer.kind != EmployerKind.COMPANY
    return bool(employer.name) and is_numbered


PAGES = (
    Page("kind", KindForm, lambda employer: bool(employer.kind)),
    Page("organisation", OrganisationForm, _knows_organisation),
    Page("address", EmployerAddressForm, lambda employer: bool(employer.postcode)),
    Page("contact", ContactForm, lambda employer: bool(employer.contact_name)),
)
BY_SLUG = {page.slug: page for page in PAGES}


class NotComplete(Exception):
    """Something is not answered yet."""


def first_unanswered(employer: Employer | None) -> Page | None:
    """The first page that is still to be answered; None when nothing is."""
    if employer is None:
        return PAGES[0]
    return next((page for page in PAGES if not page.is_answered(employer)), None)


def employer_of(actor: Actor) -> Employer | None:
    """The organisation that they act for."""
    return Employer.objects.for_actor(actor).first() if actor.is_employer else None


def save_answers(*, employer: Employer | None, answers: Mapping[str, Any], by: Actor) -> Employer:
    """Keep what was answered on one page; the first makes the organisation. Raises MoveRefused once it was sent."""
    with transaction.atomic():
        locked = theirs(employer, by) if employer else _begin(by)
        if not locked.is_filled_in:
            raise MoveRefused(f"{locked} was sent")
        _write(locked, answers, by)
    return locked


def change_contact(*, employer: Employer, answers: Mapping[str, Any], by: Actor) -> Employer:
    """Say whom else we can ask; that may change at any time."""
    with transaction.atomic():
        locked = theirs(employer, by)
        _write(locked, {name: answers[name] for name in CONTACT}, by)
    return locked


def send_registration(*, employer: Employer, language: str, by: Actor) -> Employer:
    """Have the organisation checked; those who act for it are told. Raises NotComplete, or MoveRefused once sent."""
    with transaction.atomic():
        locked = theirs(employer, by)
        if first_unanswered(locked):
            raise NotComplete
        fields = {"applied_at": clock.now(), "language": Language(language)}
        sent = move(locked, "apply", by=by, set_fields=fields)
        messages.tell_everybody(employer=sent, template=messages.APPLIED, by=by)
    return sent


def _begin(by: Actor) -> Employer:
    """The organisation of whoever registers one; the one they act for already, if they asked twice."""
    if not by.is_employer or by.user_id is None:
        raise PermissionDenied("Only an employer's account registers an organisation")
    User.objects.select_for_update(of=("self",)).get(pk=by.user_id)
    if known := employer_of(by):
        return theirs(known, by)
    now = clock.now()
    employer = Employer.objects.create(reference=new_reference("EM"), begun_at=now)
    Representative.objects.create(employer=employer, user_id=by.user_id, since=now)
    record("employer_begun", by=by, subject=employer)
    return employer


def theirs(employer: Employer, by: Actor) -> Employer:
    """The row, locked, if it is theirs to change."""
    # Locked first: whoever was taken off a moment ago changes nothing any more.
    locked = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    if not by.is_employer or not Employer.objects.for_actor(by).filter(pk=employer.pk).exists():
        raise PermissionDenied("This actor does not act for this employer")
    return locked


def _write(employer: Employer, answers: Mapping[str, Any], by: Actor) -> None:
    """Save what differs. Another kind of organisation has no number of the old kind's register."""
    new = dict(answers)
    if new.get("kind", employer.kind) != employer.kind:
        new.setdefault("registration_number", "")
    changed = [name for name, value in new.items() if getattr(employer, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(employer, name, new[name])
    employer.save(update_fields=changed)
    record("employer_changed", by=by, subject=employer, changed=sorted(changed))
