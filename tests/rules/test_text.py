"""Sentences, money and rounding."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.rounding import PAYMENTS_A_YEAR, as_month, pence_of, pounds_of, round_half_up, share_of
from rules.text import N_, Money, Text, text


def test_a_sentence_is_filled_when_it_is_read():
    inner = text(N_("{amount} a week"), amount=Money(123456))
    sentence = text(N_("You pay {rent} from {day}."), rent=inner, day=date(2026, 4, 6))
    assert str(sentence) == "You pay £1,234.56 a week from 6 April 2026."
    assert Text.from_data(sentence.to_data()) == sentence


def test_every_phrase_is_translated():
    welsh = {"You pay {rent}.": "Rydych yn talu {rent}.", "{amount} a week": "{amount} yr wythnos"}
    sentence = text("You pay {rent}.", rent=text("{amount} a week", amount=Money(100)))
    assert sentence.render(welsh.__getitem__) == "Rydych yn talu £1.00 yr wythnos."


def test_names_are_never_read_as_templates():
    assert str(text(N_("Child: {name}"), name="{amount}")) == "Child: {amount}"


def test_only_values_that_can_be_kept_are_kept():
    with pytest.raises(TypeError, match="not float"):
        text("{x}", x=1.5).to_data()
    with pytest.raises(TypeError, match="not list"):
        Text.from_data({"template": "{x}", "values": {"x": []}})


@pytest.mark.parametrize(("pence", "shown"), [(0, "£0.00"), (5, "£0.05"), (-123, "-£1.23"), (1600001, "£16,000.01")])
def test_money(pence, shown):
    assert str(Money(pence)) == shown


@pytest.mark.parametrize(
    ("fraction", "whole"),
    [("40166.5", 40167), ("0.5", 1), ("0.49999", 0), ("2.5", 3), ("1.5", 2), ("3", 3)],
    ids=lambda value: f"UC_Regs_reg_6-{value}",
)
def test_half_a_penny_rounds_up(fraction, whole):
    assert round_half_up(Decimal(fraction)) == round_half_up(Fraction(fraction)) == whole


@given(st.integers(0, 10_000_000), st.integers(0, 100), st.sampled_from([2, 3, 12, 20, 100, 624]))
def test_whole_numbers_round_as_fractions_and_decimals_do(pence, parts, of):
    assert share_of(pence, parts, of) == round_half_up(Fraction(pence * parts, of))
    assert share_of(pence, parts, 1000) == round_half_up(Decimal(pence) * parts / 1000)


@given(st.integers(0, 10_000_000), st.sampled_from(sorted(PAYMENTS_A_YEAR)), st.integers(0, 51))
def test_a_month_is_a_twelfth_of_what_is_due_in_a_year(pence, frequency, weeks):
    due = PAYMENTS_A_YEAR[frequency] * Fraction(52 - weeks, 52)
    assert as_month(pence, frequency, rent_free_weeks=weeks) == round_half_up(pence * due / 12)


@given(st.integers(0, 10_000_000))
def test_pounds_and_pence_are_exact(pence):
    assert pence_of(pounds_of(pence)) == pence
    assert str(pounds_of(pence)).split(".")[1].isdigit()


def test_a_fraction_of_a_penny_is_not_an_amount():
    with pytest.raises(ValueError, match="whole number of pence"):
        pence_of(Decimal("1.234"))


@pytest.mark.parametrize(
    ("amount", "frequency", "month"),
    [
        (8645, "weekly", 37462),
        (9205, "weekly", 39888),
        (20000, "fortnightly", 43333),
        (40000, "four_weekly", 43333),
        (50000, "monthly", 50000),
        (150000, "quarterly", 50000),
        (100000, "yearly", 8333),
    ],
    ids=lambda value: f"UC_Regs_reg_73-{value}",
)
def test_as_a_month(amount, frequency, month):
    assert as_month(amount, frequency) == month
