"""Asking people to look at an address from which our messages come back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from audit.services import record
from core import clock
from core.actor import Actor
from journal.kinds import TodoKind, add_todo_kind
from journal.services import complete_open_todo, create_todo
from notifications.models import Medium, ReturnedAddress
from notifications.returned import normal, to_tell

MISSED = _("You may not hear from us when something happens to your claim, other than here or by post.")
KINDS = {
    Medium.EMAIL: TodoKind(
        slug="email_returned",
        title=_("Check your email address: our messages come back"),
        why=_("What we sent to it did not arrive, so we send nothing there until you have looked at it."),
        if_missed=MISSED,
        url_name="accounts:change_email",
    ),
    Medium.TEXT: TodoKind(
        slug="phone_returned",
        title=_("Check your phone number: our messages come back"),
        why=_("What we sent to it did not arrive, so we send no texts there until you have looked at it."),
        if_missed=MISSED,
        url_name="accounts:change_phone",
    ),
}


def add_kinds() -> None:
    """Tell the journal how these are worded."""
    for kind in KINDS.values():
        add_todo_kind(kind)


def pull_returned(*, by: Actor) -> None:
    """Make a to-do for each address from which messages came back, once, if it is still its owner's; and end it when
    they changed the address. Each is a transaction of its own."""
    for key in to_tell().values_list("pk", flat=True):
        with transaction.atomic():
            row = to_tell().select_for_update(skip_locked=True).filter(pk=key).first()
            if row is not None:
                _tell(row, by=by)


def _tell(row: ReturnedAddress, *, by: Actor) -> None:
    person, kind = _owner(row), KINDS[Medium(row.medium)].slug
    if row.cleared_at:
        if person:
            complete_open_todo(person=person, kind=kind, by=by)
        row.delete()
        return
    if person and row.address in (normal(person.email), normal(person.phone)):
        create_todo(person=person, kind=kind, due=None, by=by)
    row.told_at = clock.now()
    row.save(update_fields=["told_at"])
    record("address_told", by=by, subject=row)


def _owner(row: ReturnedAddress) -> Person | None:
    """Whose it is: messages to nobody whom we know, such as to an employer, name no person."""
    try:
        key = UUID(row.recipient_reference)
    except ValueError:
        return None
    return Person.objects.defer("nino").filter(pk=key).first()
