"""Finding employers."""

from __future__ import annotations

import re

from django.db.models import Q

from accounts.models import Role, User
from core.actor import Actor
from employers.models import Employer
from employers.models.employers import EmployerQuerySet
from employers.numbers import company_number

SHORTEST_NAME = 2


def to_check(actor: Actor) -> EmployerQuerySet:
    """Registrations that wait to be checked, the longest wait first."""
    return Employer.objects.for_actor(actor).waiting()


def employers_found(actor: Actor, words: str) -> EmployerQuerySet:
    """Employers by reference or number, however it is typed, or by how their name begins."""
    found = Q(reference=as_reference(words)) | Q(registration_number=company_number(words) or words.strip().upper())
    if len(words) >= SHORTEST_NAME:
        found |= Q(name__istartswith=words)
    return Employer.objects.for_actor(actor).filter(found).order_by("name", "pk")


def as_reference(words: str) -> str:
    """What was typed as a reference: any case and spacing, O for 0 and I or L for 1."""
    letters = re.sub("[^0-9A-Z]", "", words.upper()).removeprefix("EM").translate(str.maketrans("OIL", "011"))
    return f"EM-{letters[:4]}-{letters[4:]}"


def with_the_same_number(employer: Employer) -> EmployerQuerySet:
    """Other employers that were sent with this one's number. Two branches may be one company, and somebody may pretend
    to be one: it is for whoever checks to find out."""
    if not employer.registration_number:
        return Employer.objects.none()
    same = Employer.objects.filter(kind=employer.kind, registration_number=employer.registration_number)
    return same.exclude(pk=employer.pk).exclude(applied_at=None).defer("paye_reference").order_by("applied_at", "pk")


def language_of(user: User) -> str | None:
    """The language of whom this user acts for, as they chose when they registered; None for who acts for nobody."""
    if Role.EMPLOYER not in user.roles:
        return None
    return Employer.objects.filter(representatives__user=user).values_list("language", flat=True).first()
