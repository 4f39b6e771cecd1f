"""States of components that only this service has, each as a template draws it: our pieces, and long Welsh words."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from govuk.fields import Words

PIECES = (
    '{%- from "govuk/page.html" import back_link, phase_banner, start_button, button_link, post_button, summary_list, '
    "tag, task_list, table, panel, success, notice -%}"
)


@dataclass(frozen=True)
class Own:
    """A state of ours: its name, why it is worth a look, and the piece of a template that draws it."""

    name: str
    why: Words
    source: str
    language: str = "en"

    def draw(self, component: str, macro: str) -> SafeString:
        """As a template draws it, where the component's own macro can be called too."""
        theirs = f'{{%- from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} -%}}'
        return _drawn(PIECES + theirs + self.source, get_language())


@functools.cache
def _drawn(source: str, _language: str) -> SafeString:
    template = cast(Jinja2, engines["jinja2"]).env.from_string(source)
    return mark_safe(template.render().strip())


LONG_WELSH = _("Long Welsh words must wrap, and push nothing off a small phone.")
SHORTHAND = _("Our own shorthand for it, which pages use.")
WRITTEN_OUT = _("Drawn by us and not by the macro, because pages have many: the macro takes longer.")

OURS: Mapping[str, tuple[Own, ...]] = {
    "back-link": (
        Own("landmark", _("Outside the main part of the page, so it is in a landmark."), '{{ back_link("/home/") }}'),
    ),
    "button": (
        Own("to start", SHORTHAND, '{{ start_button("Start now", "/sign-up/") }}'),
        Own("link", SHORTHAND, '{{ button_link("Continue", "/home/") }}'),
        Own("that sends", SHORTHAND, '{{ post_button("Add a child", "/add/", "") }}'),
        Own("that takes away", SHORTHAND, '{{ post_button("Withdraw my claim", "/withdraw/", "", kind="warning") }}'),
        Own(
            "long in Welsh",
            LONG_WELSH,
            """{{ govukButton({"text": "Cadw'r atebion hyn a pharhau â'ch cais am Gredyd Cynhwysol"}) }}""",
            "cy",
        ),
    ),
    "character-count": (
        Own(
            "in Welsh",
            _("The script that counts knows only English: every word of it is sent with the page."),
            """{{ govukCharacterCount({
  "id": "manylion", "name": "manylion", "maxlength": 500, "label": {"text": "Rhowch ragor o fanylion"},
  "textareaDescriptionText": "Gallwch nodi hyd at %{count} nod",
  "charactersUnderLimitText": {"other": "Mae gennych %{count} nod ar ôl"},
  "charactersAtLimitText": "Nid oes gennych unrhyw nodau ar ôl",
  "charactersOverLimitText": {"other": "Mae gennych %{count} nod yn ormod"}
}) }}""",
            "cy",
        ),
    ),
    "details": (
        Own(
            "why we ask",
            _("Below a question whose reason is not plain."),
            '{{ govukDetails({"summaryText": "Why we ask this", "text": "We pay an amount for each child."}) }}',
        ),
    ),
    "error-summary": (
        Own(
            "long in Welsh",
            LONG_WELSH,
            """{{ govukErrorSummary({"titleText": "Mae problem", "errorList": [
  {"text": "Nodwch eich dyddiad geni", "href": "#dyddiad"},
  {"text": "Dewiswch a ydych yn gyfrifol am blant neu bobl ifanc gymwys sy'n byw gyda chi", "href": "#plant"}
]}) }}""",
            "cy",
        ),
    ),
    "inset-text": (
        Own(
            "a message",
            _("A message as it was sent: its lines stay lines."),
            '<div class="govuk-inset-text app-message">Your claim was sent.\n\nSign in to see what happens next.</div>',
        ),
    ),
    "notification-banner": (
        Own("what was done", SHORTHAND, '{{ success("Your answers were saved") }}'),
        Own("important", SHORTHAND, '{{ notice("You have not sent your claim. Send it by 6 April 2027.") }}'),
        Own(
            "look again",
            _("Likely to be a mistake, but may be right: said once, as an alert."),
            """{{ govukNotificationBanner({"titleText": "Important", "role": "alert", "html":
  '<h2 class="govuk-notification-banner__heading">Check this before you go on</h2>'
  ~ '<p class="govuk-body">Your rent is more than £5,000 a month. '
  ~ '<a class="govuk-notification-banner__link" href="#rent">Look at it again</a></p>'
}) }}""",
        ),
    ),
    "pagination": (
        Own(
            "newer and older",
            _("Payments, the journal and the work of staff come a page at a time."),
            """{{ govukPagination({"landmarkLabel": "Pages of payments",
  "previous": {"href": "?page=1", "text": "Newer"}, "next": {"href": "?page=3", "text": "Older"}}) }}""",
        ),
    ),
    "panel": (
        Own("with a reference", SHORTHAND, '{{ panel("Claim sent", "Your reference", "UC-7K3F-9Q2M") }}'),
        Own(
            "long in Welsh",
            LONG_WELSH,
            '{{ panel("Mae eich cais wedi’i anfon", "Eich cyfeirnod", "UC-7K3F-9Q2M") }}',
            "cy",
        ),
    ),
    "phase-banner": (Own("beta", WRITTEN_OUT, '{{ phase_banner("Beta", "This is a new service.") }}'),),
    "radios": (
        Own(
            "long in Welsh",
            LONG_WELSH,
            """{{ govukRadios({"name": "llety", "fieldset": {"legend": {"text": "Ble ydych chi'n byw?"}}, "items": [
  {"value": "1", "text": "Llety â chymorth neu lety dros dro a drefnwyd gan awdurdod lleol neu gymdeithas dai"},
  {"value": "2", "text": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "hint": {"text": "Ynys Môn"}}
]}) }}""",
            "cy",
        ),
    ),
    "summary-list": (
        Own(
            "answers",
            WRITTEN_OUT,
            """{{ summary_list([
  {"key": "Rent", "value": "£650.00", "href": "/rent/", "hidden": "your rent"},
  {"key": "Address", "value": ["12 Mill Lane", "Leeds", "LS1 1AA"], "href": "/address/"},
  {"key": "Other names", "value": "", "href": "/names/"},
  {"key": "Reference", "value": "UC-7K3F-9Q2M"}
]) }}""",
        ),
        Own(
            "long in Welsh",
            LONG_WELSH,
            """{{ summary_list([
  {"key": "Cyfrifoldebau gofalu a gwarchod plant", "href": "/gofal/", "action": "Newid",
   "value": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, Ynys Môn"}
]) }}""",
            "cy",
        ),
    ),
    "table": (
        Own(
            "of payments",
            WRITTEN_OUT,
            """{{ table("Payments", ["Date", "For", "Amount"], [
  ["6 April 2027", "28 February to 27 March 2027", "£1,081.22"],
  ["6 March 2027", "28 January to 27 February 2027", "£97.40"]
], numeric=[2]) }}""",
        ),
        Own(
            "too wide for a phone",
            _("The table scrolls by itself, also with the keyboard, and the page never does."),
            """{{ table("Gwaith i'w wneud", ["Cyfeirnod", "Enw", "Dyddiad y cais", "Statws", "Cyfrifoldeb"], [
  ["UC-7K3F-9Q2M", "Rhiannon Llywelyn-Prydderch", "14 Medi 2026", "Yn aros am benderfyniad",
   "Gwneuthurwr penderfyniadau"]
]) }}""",
            "cy",
        ),
    ),
    "tag": tuple(
        Own(f"{colour}", why, f'{{{{ tag("{words}", "{colour}") }}}}')
        for colour, words, why in (
            ("blue", "Incomplete", _("Not begun: it is this person's turn.")),
            ("teal", "In progress", _("Begun, and not finished.")),
            ("green", "Paid", _("Done, and good news.")),
            ("yellow", "Not finished", _("Something in it still needs an answer.")),
            ("red", "There is a problem", _("Something is wrong, and somebody has to act.")),
            ("grey", "Withdrawn", _("Over: nothing more happens.")),
        )
    ),
    "task-list": (
        Own(
            "every status",
            WRITTEN_OUT,
            """{{ task_list([
  {"title": "Your identity", "href": "/1/", "status": "completed"},
  {"title": "Where you live", "href": "/2/", "status": "in_progress", "hint": "Have your tenancy agreement ready"},
  {"title": "Your work", "href": "/3/", "status": "incomplete"},
  {"title": "Your bank account", "href": "/4/", "status": "problem"},
  {"title": "Send your claim", "href": "/5/", "status": "cannot_start"}
]) }}""",
        ),
    ),
    "warning-text": (
        Own(
            "long in Welsh",
            LONG_WELSH,
            """{{ govukWarningText({"iconFallbackText": "Rhybudd",
  "text": "Gallwch gael dirwy os byddwch yn rhoi gwybodaeth anghywir am eich amgylchiadau yn fwriadol."}) }}""",
            "cy",
        ),
    ),
}
