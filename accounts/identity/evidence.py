"""What proves who somebody is, and how well. After GOV.UK's Good Practice Guide 45; where the guide leaves a choice it
is policy to be confirmed (docs/identity.md)."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import DocumentKind, IdentityCheck, IdentityLevel, IdentityRoute, Person
from accounts.models.identity import as_shown
from core.digests import digests, is_digest

WITH_PHOTO = frozenset({DocumentKind.PASSPORT, DocumentKind.DRIVING_LICENCE, DocumentKind.IMMIGRATION_STATUS})
"""With a photo of whose it is, to compare with their face."""
OF_AN_ADDRESS = frozenset({DocumentKind.TENANCY_AGREEMENT, DocumentKind.UTILITY_BILL, DocumentKind.COUNCIL_TAX_BILL})
"""Says where somebody of that name lives: two of them say it twice."""
DOCUMENTS_NEEDED = 2
# Of the questions that somebody is asked by phone; and how many they are asked.
RIGHT_NEEDED, QUESTIONS_ASKED = 3, 4


def are_a_pair(documents: Collection[str]) -> bool:
    """Whether these are two documents, or more, that do together: of different kinds, and not all of an address."""
    kinds = {DocumentKind(kind) for kind in documents}
    return len(kinds) >= DOCUMENTS_NEEDED and not kinds <= OF_AN_ADDRESS


def level_of_documents(documents: Collection[str], *, face_compared: bool) -> IdentityLevel:
    """What two documents come to that an adviser looked at: medium where one has a photo and it was of them."""
    if not are_a_pair(documents):
        return IdentityLevel.NONE
    return IdentityLevel.MEDIUM if face_compared and has_photo(documents) else IdentityLevel.LOW


def level_face_to_face(documents: Collection[str], *, face_compared: bool) -> IdentityLevel:
    """What documents come to that somebody brought: medium with a photo that was of them, or, for who has none, with a
    letter from somebody who knows them in their work and another document."""
    kinds = {DocumentKind(kind) for kind in documents}
    if not kinds:
        return IdentityLevel.NONE
    is_vouched_for = DocumentKind.VOUCHING_LETTER in kinds and are_a_pair(kinds)
    is_seen = face_compared and has_photo(kinds)
    return IdentityLevel.MEDIUM if is_seen or is_vouched_for else IdentityLevel.LOW


def level_of_questions(questions: Mapping[str, bool]) -> IdentityLevel:
    """What answers by phone come to: low where enough were right. What is asked is known to others too."""
    return IdentityLevel.LOW if sum(questions.values()) >= RIGHT_NEEDED else IdentityLevel.NONE


def has_photo(documents: Collection[str]) -> bool:
    """Whether one of them has a photo."""
    return not WITH_PHOTO.isdisjoint(documents)


def expiry_of(route: IdentityRoute, checked_at: datetime) -> datetime:
    """Until when a check counts: so many calendar months on, at the same time of day in Great Britain."""
    at = timezone.localtime(checked_at, timezone.get_default_timezone())
    years, month = divmod(at.month - 1 + settings.IDENTITY_MONTHS[route.value], 12)
    year = at.year + years
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))


def same_subject(check: IdentityCheck) -> dict[str, Any]:
    """By what checks are found that the same One Login proved, or that none did."""
    return {"subject_digest__in": digests(check.proved_as)} if check.proved_as else {"subject_digest": None}


def differs(shown: bytes | memoryview | None, person: Person) -> bool:
    """Whether what was shown is of another family name or date of birth than this person has declared."""
    if shown is None or not (person.family_name and person.date_of_birth):
        return False
    return not is_digest(shown, as_shown(person.family_name, person.date_of_birth))
