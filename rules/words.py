"""The closed lists of words that describe a household. A word that is not listed is refused."""

from collections.abc import Collection

# Paid in full against Universal Credit (reg 66), first the benefits, then other income.
BENEFIT_INCOME = {
    "carers_allowance",
    "carer_support_payment",
    "esa_contributory",
    "esa_support",
    "industrial_injuries_benefit",
    "jsa_contributory",
    "maternity_allowance",
    "state_pension",
    "training_allowance",
    "widowed_parents_allowance",
    "widows_pension",
}
OTHER_INCOME = {
    "annuity",
    "capital_as_income",
    "foreign_benefit",
    "income_protection",
    "miscellaneous",
    "pension_protection_fund",
    "private_pension",
    "spousal_maintenance",
    "sports_award",
    "student_income",
    "trust",
}
# Not on the list in reg 66, so it does not count; kept so that the statement can say so.
IGNORED_INCOME = {
    "attendance_allowance",
    "bereavement_support_payment",
    "child_benefit",
    "child_maintenance",
    "disability_benefit",
    "foster_allowance",
    "gift",
    "lodger",
    "scottish_child_payment",
    "war_pension",
}
# Benefits that lift the benefit cap (reg 83), and those that also stop contributions from other adults.
# Attendance Allowance means Armed Forces Independence Payment too (reg 2).
CARE_BENEFITS = {
    "armed_forces_independence_payment",
    "attendance_allowance",
    "dla_care_highest",
    "dla_care_middle",
    "pip_daily_living",
}
DISABILITY_BENEFITS = CARE_BENEFITS | {
    "dla_care_lowest",
    "dla_mobility",
    "pip_mobility",
    "war_pension",
}
DLA_RATES = {"LOWER", "MIDDLE", "HIGHER"}
HOUSING_KINDS = {
    "family",
    "none",
    "not_home",
    "not_liable",
    "other",
    "owner",
    "private",
    "social",
    "supported",
    "temporary",
}
EXTRA_BEDROOM_REASONS = {"overnight_carer", "foster_carer", "disabled_child", "disabled_couple"}
ONE_BEDROOM_REASONS = {
    "care_leaver",
    "domestic_abuse",
    "hostel",
    "modern_slavery",
    "offender_management",
}
# Why nobody here is responsible for a child (reg 4), and why somebody who cares for another is no carer (regs 29, 30).
NOT_RESPONSIBLE_REASONS = {"elsewhere", "looked_after", "other_household", "partner", "prisoner"}
NOT_A_CARER_REASONS = {"benefit", "hours", "other_allowance", "other_element", "paid"}
NO_CONTRIBUTION_REASONS = {
    "armed_forces",
    "carer",
    "child_under_5",
    "disability_benefit",
    "pension_credit",
    "prisoner",
}


def must_be_one_of(value: str, known: Collection[str], what: str) -> None:
    """Raise ValueError for a word that the rules do not know: it never defaults."""
    if value not in known:
        raise ValueError(f"{value!r} is not a known {what}. Known: {', '.join(sorted(known))}")


def must_not_be_negative(amount_pence: int, what: str) -> None:
    """Raise ValueError for an amount below nothing."""
    if amount_pence < 0:
        raise ValueError(f"{what} cannot be less than nothing: {amount_pence} pence")
