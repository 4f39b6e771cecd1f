"""A field on a page: its component, what was typed, and its error."""

import functools
import json
from typing import TYPE_CHECKING, Any, cast

from django.forms import BoundField
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.safestring import SafeString, mark_safe

from govuk import text
from govuk.holes import filled, hole, pieces

if TYPE_CHECKING:
    from govuk.fields.base import GovukField


def component(folder: str, macro: str, parameters: dict[str, Any]) -> SafeString:
    """A GOV.UK component as HTML."""
    template = cast(Jinja2, engines["jinja2"]).env.get_template(f"govuk_frontend_jinja/components/{folder}/macro.html")
    return mark_safe(str(getattr(template.module, macro)(parameters)).strip())


class Typed(str):
    """What somebody typed, as a parameter of a component: it is put into what was drawn, and never kept with it."""


def fixed(folder: str, macro: str, parameters: dict[str, Any]) -> SafeString:
    """A component that depends on nothing but its parameters, kept once drawn: the same for everybody to whom the same
    is shown.

    The parameters are its key, and they hold what somebody chose: it is drawn again for whoever chose something else,
    and stays in the memory of this process only, until a thousand others push it out. What somebody typed does not, if
    it is ``Typed``. A macro takes up to three milliseconds, most of what a page costs.
    """
    typed: list[Typed] = []
    key = json.dumps(_with_holes(parameters, typed), default=str)
    return filled(_drawn(folder, macro, key), lambda number: typed[int(number)])


def _with_holes(value: Any, typed: list[Typed]) -> Any:
    """Parameters with a hole for each thing that was typed, which is added to the list."""
    if isinstance(value, Typed):
        typed.append(value)
        return hole(str(len(typed) - 1))
    if isinstance(value, dict):
        return {name: _with_holes(each, typed) for name, each in value.items()}
    return [_with_holes(each, typed) for each in value] if isinstance(value, list) else value


@functools.lru_cache(maxsize=1_000)
def _drawn(folder: str, macro: str, parameters: str) -> tuple[str, ...]:
    return pieces(component(folder, macro, json.loads(parameters)))


def as_typed(value: Any) -> Typed | None:
    """A text as the value of an input; None for no text."""
    return Typed(text.showable(value)) if isinstance(value, str) and value else None


class GovukBoundField(BoundField):
    """A question with its answer so far, drawn by the GOV.UK macros."""

    field: "GovukField"

    @property
    def id(self) -> str:
        """The id of the first (or only) input."""
        return str(self.auto_id or self.html_name)

    @property
    def error_message(self) -> str:
        """What is wrong, or nothing. One thing at a time."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def error_parts(self) -> tuple[str, ...]:
        """Which inputs are at fault, where the question has several."""
        return getattr(self.errors.data[0], "parts", ()) if self.errors else ()

    @property
    def error_href(self) -> str:
        """Where the error summary leads: the input to correct."""
        part = f"-{self.error_parts[0]}" if self.error_parts else ""
        return f"#{self.id}{part}"

    @property
    def shown(self) -> Typed | None:
        """The text to put in the input: what was typed, else the answer kept."""
        return as_typed(self.value())

    def render(self, *, heading: bool = False, **parameters: Any) -> SafeString:  # type: ignore[override]
        """The question as HTML; with `heading` its label is the page's h1. The rest goes to the macro."""
        field = self.field
        given: dict[str, Any] = {"id": self.id, "name": self.html_name, "idPrefix": self.id}
        caption = {"text": field.label_text, "isPageHeading": heading}
        if field.grouped:
            caption["classes"] = "govuk-fieldset__legend--l" if heading else "govuk-fieldset__legend--s"
            given["fieldset"] = {"legend": caption}
        else:
            caption["classes"] = "govuk-label--l" if heading else ""
            given["label"] = caption
        if field.hint:
            given["hint"] = {"text": str(field.hint)}
        if self.error_message:
            given["errorMessage"] = {"text": self.error_message}
        # None, where the form took the question up as it was made.
        asked = cast(Any, self.form).base_fields.get(self.name)
        as_defined = asked is not None and not self.errors and field.is_as_defined(asked)
        draw = fixed if as_defined else component
        return draw(*field.component, {**given, **field.parameters(self), **parameters})

    def __str__(self) -> SafeString:
        return self.render()
