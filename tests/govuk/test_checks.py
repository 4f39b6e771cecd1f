"""A form that lacks words, or does not say what is personal, fails `manage.py check`."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms

from govuk import checks, fields
from govuk.forms import GovukForm
from tests.govuk.questions import EveryKind


def problems(form: type[GovukForm] | GovukForm) -> list[str | None]:
    return [problem.id for problem in checks.check_form(form)]


def asking(field: Any) -> type[GovukForm]:
    """A form with this one question."""
    return type("Asking", (GovukForm,), {"question": field, "__module__": __name__})


def without(kind: str, **taken: Any) -> Callable[[], type[GovukForm]]:
    """A form whose question lost something after it was made: it cannot be made without."""

    def form() -> type[GovukForm]:
        field = getattr(fields, kind)(label="Town", missing="Enter a town", personal=True)
        vars(field).update(taken)
        return asking(field)

    return form


def rude() -> type[GovukForm]:
    return asking(fields.TextField(label="Please enter your town", name="Town", missing="Enter it", personal=True))


def two_without_a_title() -> type[GovukForm]:
    one = fields.TextField(label="Town", missing="Enter a town", personal=True)
    return type("Two", (GovukForm,), {"one": one, "two": one, "__module__": __name__})


def says(**errors: str) -> Callable[[], type[GovukForm]]:
    return lambda: asking(fields.MoneyField(label="Rent", missing="Enter your rent", personal=True, errors=errors))


class Nameless(fields.TextField):
    """A kind of question with a message that could be about any."""

    wording = {"too_long": "Too long"}


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        (lambda: asking(forms.CharField()), "E001"),
        (without("TextField", missing=""), "E002"),
        (without("TextField", missing="  "), "E002"),
        (without("TextField", personal=None), "E003"),
        (two_without_a_title, "E004"),
        (rude, "E005"),
        (lambda: asking(fields.DateField(label="When?", missing="Enter the day", personal=True)), "E006"),
        (lambda: asking(fields.MoneyField(label="How much?", missing="Enter it", personal=True)), "E006"),
        (says(not_money=" "), "E007"),
        (says(minimum="%(name)s must be %(least)s"), None),  # never said: its minimum is a penny
        (says(maximum="%(name)s must be %(most)s or less"), "E007"),
        (says(not_money="Give us pounds and pence"), None),
        (lambda: asking(Nameless(label="Town", missing="Enter a town", personal=True)), "E008"),
        (
            lambda: asking(
                fields.CheckboxesField(
                    label="Which?", missing="Select some", personal=True, choices=(), none=("none", "None of these")
                )
            ),
            "E009",
        ),
        (lambda: asking(fields.RadiosField(label="Which?", missing="Select it", personal=True, choices=())), None),
        (lambda: asking(fields.RadiosField(label="Which?", optional=True, personal=True, choices=())), "E006"),
        (lambda: asking(fields.NinoField(label="What is your number?", missing="Enter it")), None),
        (lambda: EveryKind, None),
    ],
)
def test_what_is_wrong_with_a_form(form: Callable[[], type[GovukForm]], problem: str | None) -> None:
    assert problems(form()) == ([f"govuk.{problem}"] if problem else [])


def test_a_question_added_as_a_form_is_made_is_checked_too() -> None:
    form = asking(fields.TextField(label="Town", missing="Enter a town", personal=True))()
    form.title = "Two things"  # type: ignore[misc]

    form.fields["when"] = fields.DateField(label="When?", missing="Enter the day", personal=True)

    assert problems(type(form)) == []
    assert problems(form) == ["govuk.E006"]


def test_the_check_reaches_every_form_of_the_service() -> None:
    assert checks.check_forms() == []
    reached = {f"{form.__module__}.{form.__name__}" for form in checks.form_classes()}
    assert {"claims.questions.bank.BankDetailsForm", "accounts.forms.SignInForm", "staff.forms.FindForm"} <= reached
