"""What each component is for in this service, or why the service does without it; and where it is drawn."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from demo.gallery.fixtures import macro_of
from govuk import fields
from govuk.fields import GovukField, Words

PURPOSES: Mapping[str, Words] = {
    "accordion": _("Not used: people miss what is folded away. Long pages are parted by headings."),
    "back-link": _("The way back to where somebody came from, above every page but the first."),
    "breadcrumbs": _("The way up from a page of this gallery. A claimant's pages have a back link instead."),
    "button": _(
        "Sends a form, or leads on. One green button to a page; grey for what is beside it; red for what ends."
    ),
    "character-count": _("Questions that are answered in sentences: the limit is in sight before it is met."),
    "checkboxes": _("Questions with any number of answers, often with “None of these” set apart."),
    "cookie-banner": _("Not used: the only cookies are those that signing in needs, which nobody is asked about."),
    "date-input": _("Every question for a date. The name of a month is understood too."),
    "details": _("Why we ask a question, and how to get help: there for whoever wants it."),
    "error-message": _("What to put right, beside the question. Every form question draws it."),
    "error-summary": _("Everything to put right, at the top of a page that was sent, each leading to its input."),
    "exit-this-page": _("Not used yet: meant for questions about domestic abuse, where somebody may look on."),
    "fieldset": _("Groups the inputs of one question: radios, checkboxes and dates draw it."),
    "file-upload": _("Photographs and documents that somebody sends as proof."),
    "footer": _("The foot of every page: privacy, cookies, accessibility, and the switch between languages."),
    "generic-header": _("The head of every page when the service is not on GOV.UK: no crown, a font all may use."),
    "header": _("The head of every page when the service is on GOV.UK."),
    "hint": _("Helps to answer a question. Every form question draws its own."),
    "input": _("Questions with a short answer: names, amounts, numbers, codes, email and postal addresses."),
    "inset-text": _("What must not be missed in a text: a reference, a message as it was sent."),
    "label": _("The question of an input. Alone on a page it is the page's heading. Every form question draws it."),
    "notification-banner": _("What was just done, on the page after; and what waits for somebody."),
    "pagination": _("Long lists a page at a time: payments, messages, work to do."),
    "panel": _("The end of something: a claim was sent."),
    "password-input": _("A password, with a button to show it."),
    "phase-banner": _("Says that the service is new, and asks what people think of it."),
    "radios": _("Questions with one answer from a few."),
    "select": _("Questions with one answer from many. Radios where there are few: they are easier to use."),
    "service-navigation": _("The service's name and its main pages, for a claimant and for staff."),
    "skip-link": _("For whoever uses a keyboard: past the head of the page, to its main part."),
    "summary-list": _(
        "Answers to check, each with a link that changes it; and records of claims, people and payments."
    ),
    "table": _("Amounts to compare: payments, how a payment was worked out, lists of work for staff."),
    "tabs": _("Not used: what is under another tab is missed, and cannot be printed or searched."),
    "tag": _("Where something stands: a claim, a payment, a task."),
    "task-list": _("The parts of a claim, and how far each has come."),
    "textarea": _("Not used by itself: long answers have a limit, so they are counted. See character count."),
    "warning-text": _("What can cost somebody money or their claim: before they declare, and before they withdraw."),
}

WITHIN_OTHERS = {"error-message", "fieldset", "hint", "label"}
"""Drawn by the macros of other components."""


@dataclass(frozen=True)
class Uses:
    """Where a component is drawn: the templates and modules that do it, and the kinds of question drawn as it."""

    files: tuple[str, ...]
    kinds: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.files or self.kinds)


def field_kinds() -> dict[str, type[GovukField]]:
    """Every kind of question there is, by its name."""
    found = {name: getattr(fields, name) for name in fields.__all__}
    return {
        name: kind
        for name, kind in found.items()
        if isinstance(kind, type) and issubclass(kind, GovukField) and kind is not GovukField
    }


@functools.cache
def uses_of(component: str) -> Uses:
    """Where the service itself draws a component, read from its templates and its forms."""
    drawn = re.compile(
        rf'components/{component}/macro\.html|"{component}",\s+"{macro_of(component)}"|class="govuk-{component}[" {{]'
    )
    files = tuple(name for name, text in _sources() if drawn.search(text))
    return Uses(files, tuple(name for name, kind in field_kinds().items() if kind.component[0] == component))


@functools.cache
def _sources() -> tuple[tuple[str, str], ...]:
    """Every template, and the modules that draw components, but for this gallery's."""
    base = Path(settings.BASE_DIR)
    paths = [*(base / "templates").rglob("*.html"), *(base / "govuk").rglob("*.py")]
    named = sorted((path.relative_to(base).as_posix(), path) for path in paths)
    return tuple((name, path.read_text()) for name, path in named if "gallery" not in name)
