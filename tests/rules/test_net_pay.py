"""Estimates of take-home pay, each with its arithmetic by hand (pounds in the comments, pence in the tables)."""

from datetime import date

import pytest

from rules.net_pay import net_pay, net_profit
from rules.pay_rates import SCOTLAND, minimum_wage_pence, pay_rates
from rules.rates import MissingRate, rate_book

DAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    ("gross", "tax", "insurance"),
    [
        # Under both: 1,047.50 x 12 = 12,570 a year is the allowance; 1,048 a month is the NI threshold.
        (104750, 0, 0),
        # 2,000 x 12 = 24,000; (24,000 - 12,570) x 20% = 2,286 / 12 = 190.50. (2,000 - 1,048) x 8% = 76.16.
        (200000, 19050, 7616),
        # 5,000 x 12 = 60,000 - 12,570 = 47,430; 37,700 x 20% + 9,730 x 40% = 7,540 + 3,892 = 11,432 / 12 = 952.67.
        # (4,189 - 1,048) x 8% + (5,000 - 4,189) x 2% = 251.28 + 16.22 = 267.50.
        (500000, 95267, 26750),
        # 10,000 x 12 = 120,000: allowance 12,570 - 20,000 / 2 = 2,570; taxable 117,430;
        # 7,540 + 79,730 x 40% = 39,432 / 12 = 3,286.00. 251.28 + 5,811 x 2% = 116.22 -> 367.50.
        (1000000, 328600, 36750),
        # 12,000 x 12 = 144,000: no allowance; 7,540 + 87,440 x 40% + 18,860 x 45% = 7,540 + 34,976 + 8,487 = 51,003
        # / 12 = 4,250.25. 251.28 + 7,811 x 2% = 156.22 -> 407.50.
        (1200000, 425025, 40750),
    ],
    ids=lambda value: f"ITA_2007_and_SSCBA_1992-{value}",
)
def test_tax_and_national_insurance_in_england_and_wales(gross, tax, insurance):
    estimate = net_pay(gross, DAY)
    assert (estimate.income_tax_pence, estimate.national_insurance_pence) == (tax, insurance)
    assert estimate.counted_pence == gross - tax - insurance
    assert sum(step.amount_pence for step in estimate.steps) == estimate.take_home_pence


@pytest.mark.parametrize(
    ("gross", "day", "tax"),
    [
        # 2,000 x 12 - 12,570 = 11,430: 3,967 x 19% + 7,463 x 20% = 753.73 + 1,492.60 = 2,246.33 / 12 = 187.194...
        (200000, date(2026, 10, 6), 18719),
        # The year before: 2,827 x 19% + 8,603 x 20% = 537.13 + 1,720.60 = 2,257.73 / 12 = 188.144...
        (200000, date(2025, 10, 6), 18814),
        # 4,000 x 12 - 12,570 = 35,430: 753.73 + 12,989 x 20% + 14,136 x 21% + 4,338 x 42%
        # = 753.73 + 2,597.80 + 2,968.56 + 1,821.96 = 8,142.05 / 12 = 678.504...
        (400000, date(2026, 10, 6), 67850),
    ],
)
def test_tax_in_scotland__Scotland_Act_1998_s80C(gross, day, tax):
    assert net_pay(gross, day, nation=SCOTLAND).income_tax_pence == tax


def test_a_pension_is_taken_before_or_after_tax():
    # (2,000 - 100) x 12 - 12,570 = 10,230 x 20% / 12 = 170.50; NI stays on 2,000.
    before = net_pay(200000, DAY, pension_pence=10000)
    assert (before.income_tax_pence, before.national_insurance_pence) == (17050, 7616)
    assert before.counted_pence == 200000 - 17050 - 7616 - 10000
    after = net_pay(200000, DAY, pension_pence=10000, pension_before_tax=False)
    assert (after.income_tax_pence, after.counted_pence) == (19050, 200000 - 19050 - 7616 - 10000)


@pytest.mark.parametrize(
    ("gross", "plans", "repaid"),
    [
        # Plan 2: 29,385 / 12 = 2,448.75; (3,000 - 2,448.75) x 9% = 49.61 -> 49.
        (300000, ["plan_2"], 4900),
        # Two plans: the lower threshold, plan 1: 26,900 / 12 = 2,241.67; 758.33 x 9% = 68.25 -> 68.
        (300000, ["plan_1", "plan_2"], 6800),
        # And a postgraduate loan beside it: 21,000 / 12 = 1,750; 1,250 x 6% = 75.
        (300000, ["plan_1", "plan_2", "postgraduate"], 14300),
        (200000, ["plan_2"], 0),
    ],
)
def test_a_student_loan_lowers_take_home_pay_but_not_what_universal_credit_counts(gross, plans, repaid):
    """UC Regs reg 55(5): only tax, National Insurance, pension and payroll giving are taken off."""
    estimate, without = net_pay(gross, DAY, student_loans=plans), net_pay(gross, DAY)
    assert estimate.student_loan_pence == repaid
    assert estimate.counted_pence == without.counted_pence
    assert estimate.take_home_pence == without.take_home_pence - repaid


def test_profit_pays_income_tax_and_class_4():
    # 2,000 x 12 = 24,000 - 12,570 = 11,430: 20% = 2,286 / 12 = 190.50; 6% = 685.80 / 12 = 57.15.
    estimate = net_profit(200000, DAY)
    assert (estimate.income_tax_pence, estimate.national_insurance_pence) == (19050, 5715)
    assert "what you report" in str(estimate.notes[0])


def test_it_is_marked_as_an_estimate_and_says_which_year_it_used():
    assert net_pay(200000, DAY).is_estimate
    assert [str(note) for note in net_pay(200000, date(2028, 5, 1)).notes] == [
        "This is an estimate. Your payment will use the take-home pay that your employer reports.",
        "Tax for that year is not known yet, so we used the figures from 6 April 2026.",
    ]


def test_what_is_not_known_is_refused():
    with pytest.raises(MissingRate, match="2024-10-06"):
        net_pay(200000, date(2024, 10, 6))
    with pytest.raises(MissingRate, match="2027-04-06"):
        pay_rates(date(2027, 4, 6))
    with pytest.raises(MissingRate, match="narnia"):
        net_pay(200000, DAY, nation="narnia")
    with pytest.raises(MissingRate, match="plan_9"):
        net_pay(200000, DAY, student_loans=["plan_9"])
    with pytest.raises(MissingRate, match="minimum wage"):
        minimum_wage_pence(30, date(2025, 3, 31))
    with pytest.raises(ValueError, match="less than nothing"):
        net_pay(-1, DAY)
    with pytest.raises(ValueError, match="more than pay"):
        net_pay(100, DAY, pension_pence=101)


@pytest.mark.parametrize(
    ("age", "day", "pence"),
    [(21, DAY, 1271), (20, DAY, 1085), (18, DAY, 1085), (17, DAY, 800), (21, date(2026, 3, 31), 1221)],
)
def test_minimum_wage_by_age__NMW_Regs_2015_regs_4_and_4A(age, day, pence):
    assert minimum_wage_pence(age, day) == pence


def test_both_files_say_the_same_minimum_wage():
    for day in (date(2025, 4, 7), date(2026, 4, 6)):
        assert rate_book().on(day)["national_living_wage.21_and_over"].pence == minimum_wage_pence(21, day)
