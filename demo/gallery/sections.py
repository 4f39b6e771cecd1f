"""The sections of the gallery: a section is added here, and nowhere else shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from govuk.fields import Words


@dataclass(frozen=True, slots=True)
class Section:
    """What somebody finds there: its title, a sentence on what it is good for, the name of its address."""

    title: Words
    description: Words
    url_name: str


SECTIONS: tuple[Section, ...] = (
    Section(
        _("Components"),
        _("Each component of the GOV.UK Design System in every state, what it is for here and how to draw it."),
        "demo:gallery_components",
    ),
    Section(
        _("A claim in every state"),
        _("Every state of claims, payments, to-dos and messages, and somebody who is in it to sign in as."),
        "demo:gallery_states",
    ),
    Section(
        _("Journey maps"),
        _("Every page of every journey: when it is asked, what it feeds, and a way to open it."),
        "demo:gallery_journeys",
    ),
    Section(
        _("Everything we write to people"),
        _("Every message, document, to-do and journal entry, in English and Welsh."),
        "demo:gallery_wordings",
    ),
)
