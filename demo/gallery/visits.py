"""Going to a page as somebody, with one button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from demo.personas import STAFF, Persona
from govuk.fields.base import Words

CLAIMANT, ANYBODY = "claimant", "anybody"
PAGES: Mapping[str, Words] = {
    "home": _("Their home page"),
    "tasks": _("The task list"),
    "claim": _("The claim"),
    "answers": _("What was declared"),
    "payments": _("Payments"),
    "statement": _("The statement"),
    "todos": _("To-dos"),
    "journal": _("The journal"),
    "conversation": _("The conversation"),
    "appointment": _("The appointment"),
    "identity": _("Who they are"),
    "helpers": _("Who helps them"),
    "record": _("The record"),
    "decide": _("Deciding the claim"),
    "to_send": _("Letters and calls to make"),
    "signal": _("The signal"),
    "employer": _("The organisation"),
    "employer_check": _("Checking an employer"),
    "outbox": _("The messages that the service sent"),
}


def _persona_with(role: str) -> Persona:
    return next(persona for persona in STAFF if role in persona.roles)


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, and who looks at it: the claimant, a member of staff with a role, or anybody. Staff open the record of
    the claim, ``reference``, on the way."""

    who: str
    page: str
    address: str
    reference: str = ""

    @classmethod
    def claimant(cls, page: str, name: str, *about: object) -> Visit:
        """By whoever's it is."""
        return cls(CLAIMANT, page, reverse(name, args=about))

    @classmethod
    def staff(cls, role: str, page: str, name: str, *about: object) -> Visit:
        """By a member of staff with this role."""
        return cls(role, page, reverse(name, args=about))

    @classmethod
    def of_record(cls, role: str, page: str, name: str, reference: str) -> Visit:
        """The same, of a page for which the record of a claim must be open."""
        return cls(role, page, reverse(name, args=[reference]), reference)

    @classmethod
    def anybody(cls, page: str, name: str) -> Visit:
        """By whoever is looking at the gallery: a link."""
        return cls(ANYBODY, page, reverse(name))

    @property
    def words(self) -> Words:
        """What the page is called."""
        return PAGES[self.page]

    @property
    def role(self) -> Words:
        """As what somebody goes there, of staff."""
        return Role(self.who).label

    @property
    def needs_no_sign_in(self) -> bool:
        """A link is enough."""
        return self.who == ANYBODY

    @property
    def is_staff(self) -> bool:
        """Somebody of staff goes there."""
        return self.who not in (CLAIMANT, ANYBODY)

    def action(self, persona: Persona) -> str:
        """Where the button sends, for a row of this persona's."""
        query = urlencode({"next": self.address})
        who = _persona_with(self.who).slug if self.is_staff else persona.slug
        if self.reference:
            return f"{reverse('demo:gallery_record', args=[self.reference, who])}?{query}"
        return f"{reverse('demo:sign_in', args=[who])}?{query}"
