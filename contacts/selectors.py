"""Reading what was written down about being in touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.kinds import HAPPENED
from contacts.models import Contact, Dispute, Promise, PromiseState, Spoke
from conversations.files import files_of
from documents.models import Document
from govuk.formatting import day
from journal.models import Entry
from journal.timeline import Beside

OF_ITSELF = {*HAPPENED, "contact_corrected"}
"""Entries that say what was written down, beside those about what we agreed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One contact: what it says ``now``, what it said before a correction, the latest first, its files, what we agreed
    in it, and where its person said that it is not right."""

    now: Contact
    before: list[Contact]
    files: list[Document]
    promise: Promise | None
    disputes: list[Dispute]

    @property
    def open_dispute(self) -> Dispute | None:
        """Where they said so of what it says now."""
        return next((each for each in self.disputes if each.number == self.now.number), None)


def shown(person_id: UUID, first: UUID) -> Shown | None:
    """A contact of this person, by the key of what was written down first; None where there is none. Five queries."""
    rows = list(Contact.objects.of_person(person_id).filter(first=first).order_by("-number"))
    if not rows:
        return None
    files = files_of(person_id, rows)
    return Shown(
        now=rows[0],
        before=rows[1:],
        files=[file for each in reversed(rows) for file in files.get(each.pk, [])],
        promise=Promise.objects.select_related("staff")
        .filter(contact=rows[0])
        .exclude(state=PromiseState.DROPPED)
        .first(),
        disputes=list(Dispute.objects.filter(first=first).order_by("-number", "-pk")),
    )


def contacts_of(person_id: UUID) -> QuerySet[Contact]:
    """What was written down about this person, as it says now, the newest first, with what we agreed."""
    agreed = Promise.objects.exclude(state=PromiseState.DROPPED).defer("done")
    return Contact.objects.of_person(person_id).current().prefetch_related(Prefetch("promises", agreed))


def open_promises(person_id: UUID) -> QuerySet[Promise]:
    """What we agreed to do for this person and have not done yet, the soonest day first, each with its contact."""
    mine = Promise.objects.filter(person=person_id, state=PromiseState.OPEN)
    return mine.select_related("contact").order_by("due", "pk")


def beside_entries(entries: Sequence[Entry]) -> Mapping[UUID, Beside]:
    """What was said and agreed, for entries of a journal about it, and where there is more. One query."""
    named = {each.pk: UUID(each.data["contact"]) for each in entries}
    contacts = Contact.objects.in_bulk(set(named.values()))
    found = {}
    for each in entries:
        contact = contacts.get(named[each.pk])
        words = "" if contact is None else in_words(contact) if each.kind in OF_ITSELF else contact.ours or ""
        found[each.pk] = Beside(words, reverse("contacts:show", args=[each.data["first"]]))
    return found


def in_words(contact: Contact) -> str:
    """What was agreed and said, as its person reads it in a few lines: what there is to do first."""
    lines = []
    if contact.spoke != Spoke.PERSON:
        lines.append(_("%(name)s did this for you.") % {"name": contact.spoke_name})
    if contact.ours:
        lines.append(_("We agreed to do this by %(day)s: %(words)s") % _agreed(contact.ours, contact.ours_by))
    if contact.theirs:
        lines.append(_("You agreed to do this by %(day)s: %(words)s") % _agreed(contact.theirs, contact.theirs_by))
    lines.append(contact.said)
    return "\n".join(lines)


def _agreed(words: str, by: Any) -> dict[str, str]:
    return {"day": day(by), "words": words}
