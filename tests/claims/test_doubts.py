"""What is probably a slip of the hand is said once, and never refused."""

import pytest

from claims.questions.bank import BankDetailsForm
from claims.questions.home import AddressForm
from demo import stories
from demo.filling import Story

ACCOUNT = {"account_holder": "R Hughes", "sort_code": "08-99-99", "account_number": "66374958"}
ADDRESS = {"address_line_1": "1 Bank Street", "town": "Leeds", "postcode": "ls6 2ab"}


def test_a_slip_in_the_account_number_is_doubted_and_not_refused() -> None:
    form = BankDetailsForm(ACCOUNT | {"account_number": "66374985"})

    assert form.is_valid()
    [doubt] = form.doubts()
    assert doubt.field == "sort_code"
    assert "do not match" in str(doubt.message)
    assert form.answers()["account_number"] == "66374985"


@pytest.mark.parametrize(
    "numbers",
    [
        {},
        {"sort_code": "08-60-90", "account_number": "6774744"},
        {"sort_code": "00 00 00", "account_number": "12345678"},
    ],
    ids=["right", "short", "unknown sort code"],
)
def test_an_account_that_may_be_right_is_not_doubted(numbers: dict[str, str]) -> None:
    form = BankDetailsForm(ACCOUNT | numbers)

    assert form.is_valid()
    assert form.doubts() == []


@pytest.mark.parametrize(
    ("postcode", "said"),
    [
        ("BT1 1AA", "Northern Ireland"),
        ("je2 3ab", "Channel Islands"),
        ("GY1 1AA", "Channel Islands"),
        ("IM1 1AA", "Isle of Man"),
        ("LS66 2AB", "begins with LS66"),
        ("QQ1 1AA", "begins with QQ1"),
    ],
)
def test_a_home_where_nobody_can_claim_from_is_doubted_and_not_refused(postcode: str, said: str) -> None:
    form = AddressForm(ADDRESS | {"postcode": postcode})

    assert form.is_valid()
    [doubt] = form.doubts()
    assert doubt.field == "postcode"
    assert said in str(doubt.message)


@pytest.mark.parametrize("postcode", ["LS6 2AB", "sw1a1aa", "CF10 3NQ", "ZE1 0AA", "W1A 1AA"])
def test_a_home_in_great_britain_is_not_doubted(postcode: str) -> None:
    form = AddressForm(ADDRESS | {"postcode": postcode})

    assert form.is_valid()
    assert form.doubts() == []


def test_an_address_can_be_filled_in_for_somebody() -> None:
    shown = str(AddressForm(initial={"address_line_1": "1 Bank Street", "postcode": "LS6 2AB"})["postcode"])

    assert 'value="LS6 2AB"' in shown
    assert 'autocomplete="postal-code"' in shown


@pytest.mark.parametrize("name", [name for name in stories.__all__ if isinstance(getattr(stories, name), Story)])
def test_nobody_in_the_demonstration_is_doubted(name: str) -> None:
    answers = getattr(stories, name).answers

    for form_class in (AddressForm, BankDetailsForm):
        if set(form_class.govuk_fields()) <= set(answers):
            form = form_class.answered_with(answers)
            assert form.is_valid(), form.errors
            assert form.doubts() == []
