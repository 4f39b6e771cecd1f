"""Every question carries its own words, says whether it is personal, and uses none of the words we never use."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils import translation

from govuk.fields.base import GovukField
from govuk.fields.choices import CheckboxesField
from govuk.forms import GovukForm

NEVER_SAID = re.compile(r"\b(please|sorry|invalid|forbidden|this field is required)\b", re.IGNORECASE)

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def form_classes(base: type[GovukForm] = GovukForm) -> Iterator[type[GovukForm]]:
    """Every form there is, apart from those that tests make. One that is made from several comes more than once."""
    for form in base.__subclasses__():
        if not form.__module__.startswith("tests."):
            yield form
        yield from form_classes(form)


def check_form(form: type[GovukForm] | GovukForm) -> list[CheckMessage]:
    """What is wrong with the words of one form: a class, or a form whose questions were put together as it was made."""
    kind, fields = (form, form.base_fields) if isinstance(form, type) else (type(form), form.fields)
    where = f"{kind.__module__}.{kind.__qualname__}"
    found: list[CheckMessage] = []
    words = [form.title, form.body, form.why, form.button]
    for name, field in fields.items():
        if not isinstance(field, GovukField):
            found.append(Error(f"{where}.{name} is not one of govuk.fields", id="govuk.E001"))
            continue
        found += check_field(f"{where}.{name}", field)
        words += field.words_shown()
    if len(fields) > 1 and not form.title:
        found.append(Error(f"{where} has several questions and no title", id="govuk.E004"))
    found += [
        Error(f"{where} says {said[0]!r} in {str(text)!r}", id="govuk.E005")
        for text in words
        if (said := NEVER_SAID.search(str(text)))
    ]
    return found


def check_field(where: str, field: GovukField) -> Iterator[CheckMessage]:
    """What is wrong with one question."""
    if field.required and not str(field.missing).strip():
        yield Error(f"{where} has no words for when there is no answer", id="govuk.E002")
    if field.personal not in (True, False):
        yield Error(f"{where} does not say whether it is personal", id="govuk.E003")
    said = {code: str(words) for code, words in field.wordings.items() if field.can_say(code)}
    if not field.has_a_name and any("%(name)s" in words for words in said.values()):
        hint = f'Give `name`: messages would begin with "{field.subject}".'
        yield Error(f"{where} has no name for its messages", id="govuk.E006", hint=hint)
    usual = field.all_wording()
    names = ("%(name)s", field.subject.lower(), str(field.noun).lower())
    for code, words in said.items():
        filled_in = set(PLACEHOLDER.findall(str(usual[code]))) | {"name"}
        if not words.strip() or (stray := set(PLACEHOLDER.findall(words)) - filled_in):
            what = f"something we do not fill in: {', '.join(sorted(stray))}" if words.strip() else "nothing"
            yield Error(f"{where} says {what}, when {code!r}", id="govuk.E007")
        elif words == str(usual[code]) and not any(called in words.lower() for called in names):
            yield Error(f"{where} says {words!r}, which does not name the question", id="govuk.E008")
    none = str(field.none[1]) if isinstance(field, CheckboxesField) and field.none else ""
    if field.missing and none.lower() not in str(field.missing).lower():
        hint = f'End `missing` with ", or select {none.lower()}".'
        yield Error(f"{where} does not say that {none!r} is an answer", id="govuk.E009", hint=hint)


@register
def check_forms(**_: Any) -> list[CheckMessage]:
    """Check every form that the service's addresses lead to."""
    import_module(settings.ROOT_URLCONF)  # and with it the views, and their forms
    with translation.override("en"):
        forms = dict.fromkeys(form_classes())
        return [problem for form in forms for problem in check_form(form)]
