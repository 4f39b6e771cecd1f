"""Answering somebody who forgot their password, in a job: only here is looked whose the address is."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.codes import set_code
from accounts.models import ContactCode, Person, User
from accounts.recovery import came_by_what_was_stopped
from core.actor import Actor
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send

RESET_CODE, NO_ACCOUNT = ("reset_code", "reset_no_account")


def answer_reset_request(*, code_id: UUID, language: str, by: Actor) -> None:
    """Send what was asked for. A code that was used, tried or forgotten meanwhile is let be."""
    with transaction.atomic():
        asked = ContactCode.objects.select_for_update(of=("self",)).filter(pk=code_id, user=None).first()
        if asked is None or asked.confirmed_at:
            return
        user = User.objects.filter(email=asked.contact, is_active=True).first()
        if user is None or came_by_what_was_stopped(user):
            send(to=_to(asked.contact, language, asked), template=NO_ACCOUNT, context={}, by=by)
            return
        asked.user, digits = user, set_code(asked)
        asked.save(update_fields=["user", "code_digest"])
        person = Person.objects.filter(user=user).only("language").first()
        to = _to(user.email, person.language if person else language, asked)
        send(to=to, template=RESET_CODE, context={"code": digits}, by=by)


def _to(address: str, language: str, asked: ContactCode) -> Recipient:
    return Recipient(email=address, phone="", language=language, reference=str(asked.pk), contact_by=Medium.EMAIL)
