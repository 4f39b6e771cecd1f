"""GOV.UK Frontend's own fixtures of form components, asked as questions of ours: or why a form cannot ask them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from govuk import fields
from govuk.errors import AnswerError
from govuk.fields import files
from govuk.forms import GovukForm

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"
PARTS = ["day", "month", "year"]


@dataclass(frozen=True)
class Fixture:
    """One example of a component: the options given to its macro, and the HTML they must give."""

    component: str
    name: str
    options: dict[str, Any]
    html: str

    def __str__(self) -> str:
        return f"{self.component}: {self.name}"

    @property
    def items(self) -> list[dict[str, Any]]:
        """The choices or the parts of a date, without what the macros pass over."""
        items = [item for item in self.options.get("items") or [] if item]
        return [item for item in items if not item.get("disabled")] if self.component == "select" else items

    def said(self) -> list[str]:
        """Every option as a line, like "label.text=Rent"; and a line for each thing that a question always has."""
        lines = list(_lines({**self.options, "items": self.items}))
        if any("value" not in item and "divider" not in item for item in self.items) and self.component != "date-input":
            lines.append("no value")
        if self.component == "character-count" and "maxlength" not in self.options:
            lines.append("no maxlength")
        if self.component == "date-input" and self.items and [i["name"] for i in self.items] != PARTS:
            lines.append("other parts")
        return lines


def fixtures(*components: str) -> list[Fixture]:
    """The fixtures of these components, as the package gives them."""
    found = []
    for component in components:
        kind = json.loads((COMPONENTS / component / "fixtures.json").read_text())
        found += [Fixture(component, each["name"], each["options"], each["html"]) for each in kind["fixtures"]]
    return found


def _lines(options: Any, where: str = "") -> Iterator[str]:
    if isinstance(options, dict):
        for name, value in options.items():
            yield from _lines(value, f"{where}.{name}".lstrip("."))
    elif isinstance(options, list):
        for value in options:
            yield from _lines(value, f"{where}[]")
    else:
        yield f"{where}={options}"


# Why a form cannot ask what a fixture asks: what its options say, and the reason.
CANNOT: dict[str, str] = {
    r"^no maxlength$|^maxwords=": "A limit is a number of characters, known and checked on the server.",
    r"^threshold=": "The count is in sight from the beginning: nobody is surprised by a limit.",
    r"^other parts$": "A date we ask for is a whole date.",
    r"\.conditional\.html=(?!False)": "A question that follows from an answer is a page of its own, asked if it "
    "applies: what appears within a page can be missed by those who listen to it.",
    r"^items\[\]\.name=(?!day$|month$|year$)": "The inputs of one question share its name, so that its answer "
    "is one answer.",
    r"^items\[\]\.(checked|selected)=False$": "What is chosen is the answer: it cannot be said twice, and differ.",
    r"^no value$|^items\[\]\.value=(False)?$": "Each choice has a value to keep, which stays when its words change.",
    r"disabled=": "What cannot be answered is not asked or offered: people cannot tell why it is grey.",
    r"(?<!conditional)\.html=(?!False)": "Words are text, so that nothing anybody typed becomes HTML.",
    r"describedBy=": "An input is described by its own hint and error.",
    r"(?<!^)\.attributes\.|^attributes\.(?!accept=)": "What an input needs is an argument of its field; there are no "
    "attributes besides.",
    r"classes=.*(app-|bold|extra-class)|formGroup|wrapper": "Looks are the design system's, the same everywhere.",
    r"classes=.*--small": "Small radios and checkboxes are hard to touch on a phone.",
    r"classes=govuk-!-width-full": "A menu is as wide as its answers.",
    r"pattern=|type=number$|^items\[\]\.inputmode=": "Any way of typing it is accepted and judged on the server. A "
    "number input loses what is not a number.",
    r"^autocapitalize=": "Letters are accepted in any case.",
    r"^multiple=": "One file at a time, each checked and shown before the next.",
    r"^(textareaDescriptionText|charactersUnderLimitText|showPasswordText|noFileChosenText)": "These words come from "
    "the catalogue of the page's language, not from each form.",
}


def reasons(fixture: Fixture) -> list[str]:
    """Why a form cannot ask this; none when it can."""
    return [why for pattern, why in CANNOT.items() if any(re.search(pattern, line) for line in fixture.said())]


def as_a_question(fixture: Fixture) -> str:
    """The fixture as a question of a form, drawn."""
    options = fixture.options
    name = a_name(fixture)
    wrong = options.get("errorMessage", {}).get("text", "")
    field = KINDS[fixture.component](
        fixture,
        label=words_asked(fixture),
        hint=options.get("hint", {}).get("text", ""),
        missing=wrong or "Answer this",
    )
    form_class: type[GovukForm] = type("Asked", (GovukForm,), {"__module__": __name__, name: field})
    value = answer(fixture)
    if wrong:
        form = form_class(field.to_data(name, value))
        form.errors.pop(name, None)
        form.add_error(name, AnswerError(wrong, "wrong", at_fault(fixture)))
    else:
        form = form_class(initial={name: value})
    return form.bound_fields()[0].render(heading=bool(_caption(fixture).get("isPageHeading")))


def a_name(fixture: Fixture) -> str:
    """The name of the fixture's question."""
    return str(fixture.options.get("namePrefix") or fixture.options.get("name") or fixture.options["id"])


def words_asked(fixture: Fixture) -> str:
    """What the fixture asks, or words of ours where it asks nothing."""
    return str(_caption(fixture).get("text", "What do you answer?"))


def _caption(fixture: Fixture) -> dict[str, Any]:
    return (fixture.options.get("fieldset") or {}).get("legend") or fixture.options.get("label") or {}


def answer(fixture: Fixture) -> Any:
    """What was answered before, as our kind of field has it."""
    options = fixture.options
    if fixture.component == "date-input":
        return {part: str(item["value"]) for part, item in zip(PARTS, fixture.items, strict=False) if "value" in item}
    chosen = [str(item["value"]) for item in fixture.items if item.get("checked") or item.get("selected")]
    chosen += [str(value) for value in options.get("values", [])]
    if fixture.component == "checkboxes":
        return chosen
    return str(options["value"]) if "value" in options else next(iter(chosen), None)


def at_fault(fixture: Fixture) -> tuple[str, ...]:
    """Which parts of a date are shown as wrong."""
    return tuple(item["name"] for item in fixture.items if "govuk-input--error" in item.get("classes", ""))


# One for each component: the question it asks


def _input(fixture: Fixture, **words: Any) -> fields.GovukField:
    options = fixture.options
    kind: type[fields.TextField] = fields.TextField
    if "extra-letter-spacing" in options.get("classes", ""):
        kind = type("Spaced", (fields.TextField,), {"letter_spacing": True})
    width = re.search(r"width-(\d+)", options.get("classes", ""))
    return kind(
        width=int(width[1]) if width else None,
        prefix=options.get("prefix", {}).get("text", ""),
        suffix=options.get("suffix", {}).get("text", ""),
        **_typing(options),
        personal=False,
        **words,
    )


def _typing(options: dict[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name in ("autocomplete", "inputmode", "spellcheck") if name in options}


def _text_area(fixture: Fixture, **words: Any) -> fields.GovukField:
    options = fixture.options
    return fields.TextAreaField(
        max_length=options.get("maxlength"), rows=options.get("rows", 5), **_typing(options), personal=False, **words
    )


def _choices(fixture: Fixture, key: str) -> dict[str, Any]:
    """The choices; the one after an "or" is the argument of that name."""
    items = fixture.items
    apart = next((place for place, item in enumerate(items) if "divider" in item), len(items))
    choices = [(str(i["value"]), i["text"], i.get("hint", {}).get("text", "")) for i in items[:apart]]
    last = [(str(item["value"]), item["text"]) for item in items[apart + 1 :]]
    return {"choices": choices, **({key: last[0]} if last else {})}


def _radios(fixture: Fixture, **words: Any) -> fields.GovukField:
    inline = "inline" in fixture.options.get("classes", "")
    return fields.RadiosField(**_choices(fixture, "apart"), inline=inline, personal=False, **words)


def _checkboxes(fixture: Fixture, **words: Any) -> fields.GovukField:
    return fields.CheckboxesField(**_choices(fixture, "none"), personal=False, **words)


def _select(fixture: Fixture, **words: Any) -> fields.GovukField:
    return fields.SelectField(**_choices(fixture, ""), personal=False, **words)


def _date(fixture: Fixture, **words: Any) -> fields.GovukField:
    birth = any("autocomplete" in item for item in fixture.items)
    return fields.DateField(birth=birth, personal=False, **words)


def _file(fixture: Fixture, **words: Any) -> fields.GovukField:
    return fields.FileField(kinds=[files.JPG, files.PNG], personal=True, **words)


def _password(fixture: Fixture, **words: Any) -> fields.GovukField:
    width = re.search(r"width-(\d+)", fixture.options.get("classes", ""))
    new = fixture.options.get("autocomplete") == "new-password"
    return fields.PasswordField(new=new, width=int(width[1]) if width else None, **words)


KINDS: dict[str, Callable[..., fields.GovukField]] = {
    "input": _input,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "select": _select,
    "textarea": _text_area,
    "character-count": _text_area,
    "date-input": _date,
    "file-upload": _file,
    "password-input": _password,
}
