"""Who is a carer, and whether somebody else is paid for the same person (UC Regs regs 29 and 30)."""

from rules.facts import known

HOURS_A_WEEK = 35


def why_not_a_carer(
    *,
    hours_a_week: int,
    cared_for_gets_benefit: bool | None,
    earns_from_caring: bool | None,
    somebody_else_has_allowance: bool | None,
    somebody_else_has_element: bool | None,
    elected: bool | None = None,
) -> str:
    """Why there is no carer element for the care of one person, or nothing.

    "hours": under 35 a week; "benefit": the person cared for gets no benefit for care, so is not severely disabled;
    "paid": the care is earned from (reg 30(3)); what the carer earns otherwise does not matter, nor whether they claim
    Carer's Allowance (reg 30(1) and (2)). "other_allowance": another person has Carer's Allowance or Carer Support
    Payment for the same person (reg 29(1); Contributions and Benefits Act s.70(7)). "other_element": another person's
    award has the carer element for them, and the two did not elect this carer (reg 29(3)).
    """
    if hours_a_week < HOURS_A_WEEK:
        return "hours"
    if not known(cared_for_gets_benefit, "whether the person cared for gets a benefit for care"):
        return "benefit"
    if known(earns_from_caring, "whether the carer is paid for the care"):
        return "paid"
    if known(somebody_else_has_allowance, "whether another person has Carer's Allowance for the same person"):
        return "other_allowance"
    shared = known(somebody_else_has_element, "whether another award has the carer element for the same person")
    return "other_element" if shared and not known(elected, "which of the carers is elected") else ""
