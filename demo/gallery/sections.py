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
        _("Questions"),
        _("Each kind of question, empty, answered and with each error it can give, as real forms ask it."),
        "demo:gallery_fields",
    ),
    Section(
        _("Error messages"),
        _("Every error that any form can give, with its code, in English and Welsh."),
        "demo:gallery_errors",
    ),
    Section(
        _("Kinds of page"),
        _("A question, a list, a task list, a statement, an error: each kind of page, drawn or opened as somebody."),
        "demo:gallery_pages",
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
