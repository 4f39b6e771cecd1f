"""What every question has: its words, whether it is personal, and one canonical form for its answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from govuk import text
from govuk.bound import GovukBoundField
from govuk.errors import AnswerError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = object
"""Words shown to people: a string, or one translated when it is shown."""


_COPIED = frozenset({"widget", "error_messages", "validators"})
"""What a form's own field never shares with that of its class: none of it is drawn."""


def always(given: dict[str, Any], **needed: bool) -> dict[str, Any]:
    """The arguments with those this kind of field always has. Raises TypeError when one is denied."""
    if denied := [name for name in needed if given.get(name, True) is False]:
        raise TypeError(f"This kind of field is always {' and '.join(denied)}.")
    return {**given, **needed}


class GovukField(forms.Field):
    """A question and how its answer is understood.

    Three forms of one answer: what was typed (text from the page), the value (`clean`; None when an
    optional question was skipped), and the canonical JSON (`to_answer`) that is kept.

    `label`    the question, or what to enter
    `personal` whether the answer is personal data; every field must say
    `secret`   whether the answer must be kept encrypted
    `missing`  what is said when there is no answer ("Enter your rent"); needed unless `optional`
    `name`     how messages begin ("Rent" gives "Rent must be more than 0"), where the label is a question
    `errors`   other wordings by code, instead of those in `wording`
    """

    component: ClassVar[tuple[str, str]] = ("input", "govukInput")
    """The GOV.UK component's folder and macro."""

    grouped: ClassVar[bool] = False
    """Whether the inputs are a group with a legend, rather than one input with a label."""

    wording: ClassVar[dict[str, Words]] = {
        "unreadable": _("%(name)s must be typed in again"),
        "control": _("%(name)s has a character we cannot use. Type it in again"),
    }
    """What is said for each thing that can be wrong, by code; %(name)s begins it."""

    noun: ClassVar[Words] = _("This answer")
    """What this kind of answer is called."""

    noun_is_enough: ClassVar[bool] = False
    """Whether the noun says which question is meant: a page asks for one National Insurance number, but many dates."""

    def __init__(
        self,
        *,
        label: Words,
        personal: bool,
        hint: Words = "",
        secret: bool = False,
        missing: Words = "",
        optional: bool = False,
        name: Words = "",
        errors: dict[str, Words] | None = None,
    ) -> None:
        kind = type(self).__name__
        if not label:
            raise TypeError(f"{kind} needs a label.")
        if not missing and not optional:
            raise TypeError(f"{kind} {str(label)!r} needs words for `missing`, or to be optional.")
        known = self.all_wording()
        if unknown := set(errors or {}) - set(known):
            raise TypeError(f"{kind} {str(label)!r} has wording for {sorted(unknown)}, which it never says.")
        super().__init__(
            required=not optional,
            label=label,
            help_text=hint,
            error_messages={"required": missing},
            bound_field_class=GovukBoundField,
        )
        self.hint = hint
        self.personal = personal
        self.secret = secret
        self.missing = missing
        self.optional = optional
        self.name = name
        self.wordings: dict[str, Words] = {**known, **(errors or {})}
        self.widget.is_required = False

    @classmethod
    def all_wording(cls) -> dict[str, Words]:
        """The wording of this kind of field and of the kinds it is made from."""
        return {code: words for kind in reversed(cls.__mro__) for code, words in vars(kind).get("wording", {}).items()}

    def words_shown(self) -> list[Words]:
        """Every string this field can put in front of somebody, for checking."""
        return [self.label or "", self.hint, self.missing, self.name, *self.wordings.values()]

    @property
    def label_text(self) -> str:
        """The label, saying so when the question may be skipped."""
        return _now("%(label)s (optional)") % {"label": self.label} if self.optional else str(self.label)

    @property
    def subject(self) -> str:
        """How messages begin: the name given, else a label that is no question, else the noun."""
        label = str(self.label)
        return str(self.name or (self.noun if label.endswith("?") or len(label) > 40 else label))

    @property
    def has_a_name(self) -> bool:
        """Whether messages begin with what this one question asks for, rather than with what its kind is called."""
        return bool(self.name) or self.subject == str(self.label) or self.noun_is_enough

    def can_say(self, code: str) -> bool:
        """Whether this question can ever need the wording of this code."""
        return True

    def error(self, code: str, parts: tuple[str, ...] = (), **details: Any) -> AnswerError:
        """The error to raise for this code, in this field's words."""
        words = str(self.wordings[code]) % {"name": self.subject, **details}
        return AnswerError(words, code, parts)

    def nothing_given(self) -> AnswerError:
        """The error for a required question that was not answered."""
        return AnswerError(str(self.missing), "required")

    # What was typed -> value

    def clean(self, value: Any) -> Any:
        """The value of what was typed. Raises AnswerError; never anything else, whatever was sent."""
        typed = self.typed(value)
        if not typed:
            if self.required:
                raise self.nothing_given()
            return self.empty()
        return self.understand(typed)

    def empty(self) -> Any:
        """The value of a question that was skipped."""
        return None

    def typed(self, value: Any) -> Any:
        """What was typed, tidied; false when nothing was."""
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)[:50]
        if not isinstance(value, str):
            raise self.error("unreadable")
        if text.has_control_character(value):
            raise self.error("control")
        return self.tidy(value)

    def tidy(self, value: str) -> str:
        """The text as it is judged."""
        return text.one_line(value)

    def understand(self, typed: Any) -> Any:
        """The value of tidied, non-empty input. Raises AnswerError."""
        return typed

    def compare(self, value: Any, given: Mapping[str, Any]) -> None:
        """Raise AnswerError when a value cannot go with the others given on its page."""

    # Value <-> canonical JSON <-> what the page holds

    def to_answer(self, value: Any) -> Any:
        """The value as canonical JSON."""
        return value

    def from_answer(self, answer: Any) -> Any:
        """The value kept as this canonical JSON: also the form's initial value."""
        return answer

    def to_data(self, html_name: str, value: Any) -> dict[str, Any]:
        """What a browser would send for this value: lets a kept answer be judged again as if just typed."""
        shown = self.prepare_value(value)
        return {html_name: "" if shown is None else shown}

    def display(self, value: Any) -> str | list[str]:
        """The value as words for check answers; empty when the question was skipped."""
        return "" if value is None else str(value)

    # The component's parameters

    def is_as_defined(self, asked: Any) -> bool:
        """Whether it is still as the form's class has it (``asked``), and so drawn from nothing personal but what is
        ``Typed``: the same for everybody."""
        declared = vars(asked)
        return all(value is declared.get(name) for name, value in vars(self).items() if name not in _COPIED)

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        """What the component needs beyond label, hint, error, id and name."""
        return {}
