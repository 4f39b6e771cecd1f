"""A kind of page: what it is for, the template that draws it, and where it can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from claims.models import Claim
from demo.personas import CLAIMANTS, Persona, persona_of
from govuk.fields import Words

ABOUT_CLAIM = "claim"
ITS_CLAIM = (ABOUT_CLAIM,)


@dataclass(frozen=True)
class Drawn:
    """It is drawn here, or open to everybody: its address by name."""

    words: Words
    url_name: str
    args: tuple[str, ...] = ()
    query: str = ""

    @cached_property
    def href(self) -> str:
        """Where it is."""
        return reverse(self.url_name, args=self.args) + self.query


@dataclass(frozen=True)
class Opened:
    """It is opened as a persona, who is signed in first. ``of``: whose claim it is about, if not the persona's."""

    words: Words
    slug: str
    url_name: str
    args: tuple[str, ...] = ()
    of: str = ""

    @property
    def persona(self) -> Persona:
        """Who opens it."""
        found = persona_of(self.slug)
        assert found
        return found

    def href(self, references: Mapping[str, str]) -> str | None:
        """Its address, with the claim's reference where it is about a claim; None while they have no claim."""
        if ABOUT_CLAIM not in self.args:
            return reverse(self.url_name, args=self.args)
        reference = references.get(self.of or self.slug)
        return (
            reverse(self.url_name, args=[reference if a == ABOUT_CLAIM else a for a in self.args])
            if reference
            else None
        )


@dataclass(frozen=True)
class AtPage:
    """A page of a journey, opened as somebody who is asked it."""

    words: Words
    journey: str
    page: str


Way = Drawn | Opened | AtPage


@dataclass(frozen=True)
class PageType:
    """A kind of page."""

    title: Words
    purpose: Words
    template: str
    ways: tuple[Way, ...]


def references_of(ways: Iterable[Way]) -> dict[str, str]:
    """The reference of the newest claim of everybody whose claim can be opened, by persona."""
    slugs = {way.of or way.slug for way in ways if isinstance(way, Opened) and ABOUT_CLAIM in way.args}
    by_email = {persona.email: persona.slug for persona in CLAIMANTS if persona.slug in slugs}
    claims = Claim.objects.filter(members__person__user__email__in=by_email).order_by("started_at")
    return {by_email[email]: ref for email, ref in claims.values_list("members__person__user__email", "reference")}
