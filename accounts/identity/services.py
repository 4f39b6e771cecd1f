"""Recording how somebody's identity was checked, taking such a check back, and what they asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.identity.evidence import (
    WITH_PHOTO,
    expiry_of,
    level_face_to_face,
    level_of_documents,
    level_of_questions,
    same_subject,
)
from accounts.identity.standing import was_tried_today
from accounts.models import (
    DocumentKind,
    IdentityCheck,
    IdentityLevel,
    IdentityRequest,
    IdentityRevocation,
    IdentityRoute,
    Office,
    Person,
    QuestionKind,
)
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission

JUST_NOW = timedelta(hours=2)
"""So long the same check again is the same check, and who somebody is counts as just made sure of."""


class TriedToday(Exception):
    """They were asked questions by phone today already: one try a day."""


@dataclass(frozen=True, slots=True)
class ProvedBy:
    """Who says who somebody is, where it is not our staff: an identity provider, and the name it knows them by."""

    issuer: str
    subject: str


def record_identity_check(
    *,
    person: Person,
    route: str,
    documents: Sequence[str] = (),
    face_compared: bool = False,
    questions: Mapping[str, bool] | None = None,
    office: Office | None = None,
    proved_by: ProvedBy | None = None,
    level: str | None = None,
    details: Mapping[str, Any] | None = None,
    by: Actor,
) -> IdentityCheck:
    """Note how somebody's identity was checked, as evidence for the level that it comes to, until it expires.

    Staff say what they saw and the level follows from it: ``documents`` (kinds only), ``face_compared`` (their face
    was that on a document's photo), the ``office`` they came to, or which ``questions`` by phone were answered right.
    Of GOV.UK One Login the service itself says the ``level`` it reached, who it is ``proved_by``, and ``details``:
    "given_names", "family_name" and "date_of_birth" (ISO) as it showed them, kept encrypted; a check of another family
    name or date of birth than they declare does not count. The same check again within two hours is one.

    Raises ValueError for what proves nothing (but questions: a failed try is kept), TriedToday, and PermissionDenied
    when this actor may not make it or it is of themself.
    """
    way, kinds = IdentityRoute(route), [DocumentKind(kind) for kind in documents]
    asked = {QuestionKind(kind).value: bool(is_right) for kind, is_right in (questions or {}).items()}
    _check_may(by, person, way)
    _check_belongs(way, kinds, face_compared, asked, office, proved_by, details)
    reached = _level(way, kinds, face_compared, asked, level)
    with transaction.atomic():
        locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        now = clock.now()
        check = IdentityCheck(
            person=locked,
            level=reached,
            route=way,
            documents=kinds,
            face_compared=face_compared,
            questions=asked,
            office=office,
            issuer=proved_by.issuer if proved_by else "",
            subject=proved_by.subject if proved_by else None,
            details=dict(details) if details is not None else None,
            checked_by_id=by.user_id,
            checked_by_name=by.name,
            checked_at=now,
            expires_at=expiry_of(way, now),
        )
        if same := _same_just_now(check):
            return same
        if way == IdentityRoute.SECURITY_QUESTIONS and was_tried_today(locked):
            raise TriedToday
        check.save(force_insert=True)
        record(
            "identity_checked" if reached != IdentityLevel.NONE else "identity_check_failed",
            by=by,
            subject=check,
            person_id=person.pk,
            level=reached,
            route=way,
            documents=kinds,
        )
    return check


def revoke_identity_check(*, check: IdentityCheck, reason: str, note: str, by: Actor) -> IdentityRevocation:
    """Note that a check does not count, and why; the check itself stays. Twice is once.

    Raises PermissionDenied for anybody but staff who check identity, and for a check of oneself.
    """
    why = IdentityRevocation.Reason(reason)
    if not by.may(Permission.CHECK_IDENTITY) or by.user_id is None or by.person_id == check.person_id:
        raise PermissionDenied("This actor does not take back a check of identity")
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).only("pk").get(pk=check.person_id)
        if already := IdentityRevocation.objects.filter(of_check=check).first():
            return already
        revocation = IdentityRevocation.objects.create(
            of_check=check,
            reason=why,
            note=note,
            revoked_by_id=by.user_id,
            revoked_by_name=by.name,
            revoked_at=clock.now(),
        )
        record("identity_check_revoked", by=by, subject=check, person_id=check.person_id, reason=why)
    return revocation


def ask_for_identity_check(
    *, person: Person, route: str, documents: Sequence[str] = (), office: Office | None = None, by: Actor
) -> IdentityRequest:
    """Note how somebody would like to prove who they are; "" that they can do none of it here. The same again is one.

    Raises PermissionDenied for anybody but them or who acts for them.
    """
    if person.pk not in {by.person_id, by.on_behalf_of_id}:
        raise PermissionDenied("Somebody else says how they prove who they are")
    wanted = {
        "route": IdentityRoute(route).value if route else "",
        "documents": [DocumentKind(kind).value for kind in documents],
        "office_id": office.pk if office else None,
    }
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
        latest = person.identity_requests.first()
        if latest and all(getattr(latest, name) == value for name, value in wanted.items()):
            checked = person.identity_checks.filter(checked_at__gte=latest.asked_at).exists()
            if not checked:
                return latest
        asked = IdentityRequest.objects.create(person=person, asked_at=clock.now(), **wanted)
        record("identity_check_asked", by=by, subject=asked, person_id=person.pk, route=wanted["route"])
    return asked


def _check_may(by: Actor, person: Person, way: IdentityRoute) -> None:
    is_ours = way == IdentityRoute.ONE_LOGIN
    if not (by.is_system if is_ours else by.may(Permission.CHECK_IDENTITY)):
        raise PermissionDenied("This actor does not check identity")
    if by.person_id == person.pk:
        raise PermissionDenied("Nobody checks their own identity")


def _check_belongs(
    way: IdentityRoute,
    kinds: Sequence[DocumentKind],
    face_compared: bool,
    asked: Mapping[str, bool],
    office: Office | None,
    proved_by: ProvedBy | None,
    details: Mapping[str, Any] | None,
) -> None:
    """Each route has its own evidence, and no other."""
    sees_documents = way in (IdentityRoute.TWO_DOCUMENTS, IdentityRoute.FACE_TO_FACE)
    if (
        bool(kinds) != sees_documents
        or bool(asked) != (way == IdentityRoute.SECURITY_QUESTIONS)
        or (office is not None) != (way == IdentityRoute.FACE_TO_FACE)
        or (proved_by is not None) != (way == IdentityRoute.ONE_LOGIN)
        or (details is not None) != (way == IdentityRoute.ONE_LOGIN)
    ):
        raise ValueError(f"That is not the evidence of {way.value}")
    if face_compared and WITH_PHOTO.isdisjoint(kinds):
        raise ValueError("A face is compared with a photo on a document")


def _level(
    way: IdentityRoute, kinds: Sequence[str], face_compared: bool, asked: Mapping[str, bool], level: str | None
) -> IdentityLevel:
    """The level that the evidence comes to. Raises ValueError where it proves nothing."""
    if way == IdentityRoute.SECURITY_QUESTIONS:
        return level_of_questions(asked)
    if way == IdentityRoute.ONE_LOGIN:
        reached = IdentityLevel(level or IdentityLevel.NONE)
    elif way == IdentityRoute.FACE_TO_FACE:
        reached = level_face_to_face(kinds, face_compared=face_compared)
    else:
        reached = level_of_documents(kinds, face_compared=face_compared)
    if reached == IdentityLevel.NONE:
        raise ValueError("A check reaches a level")
    return reached


def _same_just_now(check: IdentityCheck) -> IdentityCheck | None:
    """The same check by the same hand a short while ago, which still stands."""
    return (
        IdentityCheck.objects.filter(
            person=check.person,
            level=check.level,
            route=check.route,
            documents=check.documents,
            face_compared=check.face_compared,
            questions=check.questions,
            office=check.office,
            **same_subject(check),
            checked_by_id=check.checked_by_id,
            checked_at__gt=check.checked_at - JUST_NOW,
            revocation=None,
        )
        .defer("details")
        .first()
    )
