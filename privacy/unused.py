"""Accounts that nobody uses, and people with neither claim nor account: told in time, then deleted with all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.doors import Door
from accounts.languages import language_of
from accounts.models import Help, Person, SignIn, User
from accounts.roles import Role
from accounts.selectors import recipient_for
from accounts.services import end_sessions
from audit.services import record
from claims.models import EqualityQuestions, Member
from core import clock
from core.actor import Actor
from core.holds import held_people
from employers.models import Employer, EmployerState, Representative
from notifications.models import BulkRecipient, Message, MessageState, ReturnedAddress
from notifications.recipients import Recipient
from notifications.services import send
from privacy.models import DeletionNotice
from privacy.periods import before, period_of

UNUSED, UNCONFIRMED, REFUSED = "unused_accounts", "unconfirmed_accounts", "refused_employers"
TOLD = "account_unused"
TOLD_BEFORE = timedelta(days=30)
TELL_AT_MOST = 2_000
"""Accounts of which one night tells at most."""
OF_THE_PUBLIC = [Role.CLAIMANT, Role.HELPER, Role.EMPLOYER]
OF_A_PERSON = (
    ("claims.EqualityQuestions", "person"),
    ("claims.Fact", "person"),
    ("privacy.DataCopy", "person"),
    ("privacy.LegalHold", "person"),
    ("contacts.Dispute", "conversation__person"),
    ("contacts.Promise", "person"),
    ("contacts.Contact", "person"),
    ("conversations.Arrived", "person"),
    ("conversations.Post", "conversation__person"),
    ("conversations.Conversation", "person"),
    ("conversations.LookingAfter", "person"),
    ("appointments.Absence", "person"),
    ("appointments.Appointment", "person"),
    ("appointments.Needs", "person"),
    ("journal.Entry", "person"),
    ("journal.Todo", "person"),
    ("accounts.Help", "person"),
    ("accounts.IdentityRequest", "person"),
    ("accounts.IdentityRevocation", "of_check__person"),
    ("accounts.Recovery", "check_of_identity__person"),
    ("accounts.IdentityCheck", "person"),
)
OF_AN_ACCOUNT = (
    ("accounts.Recovery", "user"),
    ("accounts.Concern", "user"),
    ("accounts.ContactCode", "user"),
    ("accounts.DeviceUse", "user"),
    ("accounts.TextCode", "factor__user"),
    ("accounts.BackupCode", "factor__user"),
    ("accounts.Factor", "user"),
    ("accounts.OneLoginAccount", "user"),
    ("accounts.Session", "user"),
    ("accounts.SignIn", "user"),
    ("accounts.UserEvent", "pgh_obj"),
    ("privacy.DeletionNotice", "user"),
)
"""Every table of which rows go with a person, or with an account, in the order in which they can. Whoever is named in
any other is kept with it."""
Users = models.QuerySet[Any]


def _without_claims() -> Any:
    """Accounts of the public with no claim, and that neither help anybody nor act for an employer, now or before:
    those are kept with the claim and the employer."""
    public = User.objects.filter(roles__contained_by=OF_THE_PUBLIC).exclude(person__in=list(held_people()))
    bound = (Member.objects.filter(person__user=OuterRef("pk")), Help.objects.filter(helper=OuterRef("pk")))
    free = public.exclude(Exists(bound[0])).exclude(Exists(bound[1]))
    free = free.exclude(Exists(Representative.objects.filter(user=OuterRef("pk"))))
    latest = SignIn.objects.filter(user=OuterRef("pk")).order_by("-at").values("at")[:1]
    told = DeletionNotice.objects.filter(user=OuterRef("pk")).values("told_at")[:1]
    return free.annotate(last=Coalesce(Subquery(latest), "created_at"), told=Subquery(told))


def to_tell() -> Any:
    """Accounts that are deleted in thirty days unless somebody signs in, and who was not told since they last did."""
    soon = period_of(UNUSED).ago(clock.now() + TOLD_BEFORE)
    untold = Q(told=None) | Q(told__lte=F("last"))
    return _without_claims().filter(untold, last__lt=soon, is_active=True, email_confirmed_at__isnull=False)


def unused_accounts() -> Any:
    """Accounts whose time is over: unused for as long, and told thirty days ago. Who can no longer sign in could not
    keep it, and is not told."""
    warned = Q(is_active=True, told__gt=F("last"), told__lte=clock.now() - TOLD_BEFORE)
    return _without_claims().filter(warned | Q(is_active=False), last__lt=before(UNUSED))


def unconfirmed_accounts() -> Any:
    """Accounts whose address nobody showed to be theirs, and with which nobody ever signed in."""
    never = ~Exists(SignIn.objects.filter(user=OuterRef("pk")))
    return _without_claims().filter(never, email_confirmed_at=None, is_active=True, created_at__lt=before(UNCONFIRMED))


def people_without_account() -> models.QuerySet[Person]:
    """People of whom nothing is left: no claim and no account. They were served by staff, or closed their account."""
    people = Person.objects.filter(user=None, created_at__lt=before(UNUSED)).exclude(pk__in=list(held_people()))
    return people.exclude(Exists(Member.objects.filter(person=OuterRef("pk"))))


def refused_employers() -> models.QuerySet[Employer]:
    """Employers that were never approved, and did not send it again."""
    return Employer.objects.filter(state=EmployerState.REFUSED, applied_at__lt=before(REFUSED))


def tell_unused(*, by: Actor, limit: int = TELL_AT_MOST) -> int:
    """Write to whose account is deleted in thirty days, once: that signing in keeps it. Returns how many were told."""
    keys = list(to_tell().order_by("pk").values_list("pk", flat=True)[:limit])
    return sum(_tell(key, by) for key in keys)


def _tell(key: int, by: Actor) -> bool:
    with transaction.atomic():
        user = to_tell().filter(pk=key).select_for_update(of=("self",), skip_locked=True).first()
        if user is None:
            return False
        person = Person.objects.filter(user=user).defer("nino").first()
        DeletionNotice.objects.update_or_create(user=user, defaults={"told_at": clock.now()})
        to = recipient_for(person) if person else None
        if to is None or not to.can_be_reached:
            host = Door.of(user.roles).host
            to = Recipient(user.email, "", language_of(user, person), reference=f"user {user.pk}", host=host)
        last_day = (clock.now() + TOLD_BEFORE - timedelta(days=1)).date()
        send(to=to, template=TOLD, context={"last_day": last_day}, by=by)
        record("account_deletion_told", by=by, subject=user, person_id=person.pk if person else None)
    return True


def delete_accounts(found: Users, by: Actor, limit: int) -> int:
    """Delete these accounts, with the person and all that is theirs. Returns how many."""
    keys = list(found.order_by("pk").values_list("pk", flat=True)[:limit])
    return sum(_delete_account(found, key, by) for key in keys)


def delete_people(by: Actor, limit: int) -> int:
    """Delete people of whom nothing is left. Returns how many."""
    keys = list(people_without_account().order_by("pk").values_list("pk", flat=True)[:limit])
    return sum(_delete_person_alone(key, by) for key in keys)


def delete_refused_employers(by: Actor, limit: int) -> int:
    """Delete employers that were never approved, with what was checked of them. Their people's accounts follow, once
    nobody uses them. Returns how many."""
    deleted = 0
    for key in list(refused_employers().order_by("pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic(), pgtrigger.ignore():
            one = refused_employers().filter(pk=key).select_for_update(of=("self",), skip_locked=True).first()
            if one is not None:
                record("employer_purged", by=by, subject=one)
                for relation in Employer._meta.related_objects:
                    relation.related_model._default_manager.filter(**{relation.field.name: one.pk}).delete()
                one.delete()
                deleted += 1
    return deleted


def _delete_account(found: Users, key: int, by: Actor) -> bool:
    with transaction.atomic(), pgtrigger.ignore():
        user = found.filter(pk=key).select_for_update(of=("self",), skip_locked=True).first()
        if user is None:
            return False
        person = Person.objects.select_for_update(of=("self",)).defer("nino").filter(user=user).first()
        # While they were found, and before they were locked, they may have signed in or begun a claim.
        if not found.filter(pk=key).exists() or any(rows.exists() for rows in _named_in(user, person)):
            return False
        record("account_deleted", by=by, subject=user, person_id=person.pk if person else None)
        end_sessions(user, by=by)
        if person:
            _delete_person(person)
        _delete_all(OF_AN_ACCOUNT, user.pk, f"user {user.pk}")
        User.objects.filter(pk=user.pk).delete()
    return True


def _delete_person_alone(key: Any, by: Actor) -> bool:
    with transaction.atomic(), pgtrigger.ignore():
        found = people_without_account().defer("nino").select_for_update(of=("self",), skip_locked=True)
        person = found.filter(pk=key).first()
        if person is None:
            return False
        record("person_deleted", by=by, subject=person, person_id=person.pk)
        _delete_person(person)
    return True


def _delete_person(person: Person) -> None:
    drafts = list(EqualityQuestions.objects.filter(person=person).values_list("draft", flat=True))
    _delete_all(OF_A_PERSON, person.pk, str(person.pk))
    apps.get_model("journeys.Draft")._default_manager.filter(pk__in=drafts).delete()
    Person.objects.filter(pk=person.pk).delete()


def _delete_all(tables: tuple[tuple[str, str], ...], key: object, reference: str) -> None:
    for label, path in tables:
        apps.get_model(label)._default_manager.filter(**{path: key}).delete()
    Message.objects.filter(recipient_reference=reference).exclude(state=MessageState.QUEUED).delete()
    BulkRecipient.objects.filter(recipient_reference=reference).delete()
    ReturnedAddress.objects.filter(recipient_reference=reference).delete()


def _named_in(user: User, person: Person | None) -> Iterator[models.QuerySet[Any]]:
    """Rows of others that name this user, such as what they did when they worked here."""
    theirs = {label for label, _path in OF_AN_ACCOUNT}
    for relation in User._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model: Any = relation.related_model
        field = relation.field  # type: ignore[union-attr]
        if model._meta.label not in theirs and relation.on_delete is not models.DO_NOTHING:  # type: ignore[union-attr]
            rows = model._base_manager.filter(**{field.name: user.pk})
            yield rows.exclude(pk=person.pk) if person and model is Person else rows
