"""Every question carries its own words, and none of the words we never use."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.utils import translation

from govuk.fields.base import GovukField
from govuk.forms import GovukForm

NEVER_SAID = re.compile(r"\b(please|sorry|invalid|forbidden|this field is required)\b", re.IGNORECASE)


def form_classes(base: type[GovukForm] = GovukForm) -> Iterator[type[GovukForm]]:
    """Every form there is, apart from those that tests make."""
    for form in base.__subclasses__():
        if not form.__module__.startswith("tests."):
            yield form
        yield from form_classes(form)


def check_form(form: type[GovukForm]) -> list[CheckMessage]:
    """What is wrong with the words of one form."""
    where = f"{form.__module__}.{form.__qualname__}"
    found: list[CheckMessage] = []
    words = [form.title, form.body, form.why, form.button]
    for name, field in form.base_fields.items():
        if not isinstance(field, GovukField):
            found.append(Error(f"{where}.{name} is not one of govuk.fields", id="govuk.E001"))
            continue
        if field.required and not field.missing:
            found.append(Error(f"{where}.{name} has no words for when there is no answer", id="govuk.E002"))
        if field.personal not in (True, False):
            found.append(Error(f"{where}.{name} does not say whether it is personal", id="govuk.E003"))
        words += field.words_shown()
    if len(form.base_fields) > 1 and not form.title:
        found.append(Error(f"{where} has several questions and no title", id="govuk.E004"))
    found += [
        Error(f"{where} says {said[0]!r} in {str(text)!r}", id="govuk.E005")
        for text in words
        if (said := NEVER_SAID.search(str(text)))
    ]
    return found


@register
def check_forms(**_: Any) -> list[CheckMessage]:
    """Check every form that the service's addresses lead to."""
    with translation.override("en"):
        return [problem for form in form_classes() for problem in check_form(form)]
