"""Questions worded by what was answered before, whatever somebody is called."""

import pytest

from govuk.fields import MoneyField
from journeys.forms import QuestionForm


class PayForm(QuestionForm):
    pay = MoneyField(
        label="What does {employer} pay you?",
        name="Your pay from {employer}",
        personal=True,
        missing="Enter what {employer} pays you",
        errors={"not_money": "Enter what {employer} pays you in pounds"},
    )


@pytest.mark.parametrize("employer", ["Bank Street Bakery", "100% Bread", "50%(off)s {employer}", "{pay} %s"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter what {} pays you"),
        ("lots", "Enter what {} pays you in pounds"),
        ("0", "Your pay from {} must be more than 0"),
    ],
)
def test_every_message_is_worded_by_the_name(employer: str, typed: str, said: str) -> None:
    form = PayForm({"pay": typed})
    form.put_into_words(employer=employer)

    assert form["pay"].label == f"What does {employer} pay you?"
    assert form["pay"].errors == [said.format(employer)]
