"""What a claimant owes that can be taken from an award: the closed list of kinds, their law and their order."""

from dataclasses import dataclass

from rules.text import N_, Text, text
from rules.words import must_be_one_of, must_not_be_negative

NEW_CLAIM, CHANGE, BUDGETING = "new_claim_advance", "change_advance", "budgeting_advance"
ADVANCES = {NEW_CLAIM, CHANGE, BUDGETING}
OWNER, SERVICE, RENT, FUEL, COUNCIL_TAX, FINE, WATER = (
    "owner_housing",
    "service_charges",
    "rent",
    "fuel",
    "council_tax",
    "fine",
    "water",
)
THIRD_PARTY = {OWNER, SERVICE, RENT, FUEL, COUNCIL_TAX, FINE, WATER}
LAST_RESORT = {OWNER, SERVICE, RENT, FUEL}
CHILD_MAINTENANCE, SOCIAL_FUND, HARDSHIP, PENALTY = "child_maintenance", "social_fund", "hardship", "penalty"
OVERPAYMENT, TAX_CREDIT = "overpayment", "tax_credit_overpayment"
KINDS = {
    NEW_CLAIM: (N_("Advance of your first payment"), "SI 2013/383 regs 4 to 10"),
    CHANGE: (N_("Advance after a change"), "SI 2013/383 regs 4 to 10"),
    BUDGETING: (N_("Budgeting advance"), "SI 2013/383 regs 11 to 16"),
    OWNER: (N_("Housing costs owed: {to}"), "SI 2013/380 Sch 6 para 6"),
    SERVICE: (N_("Service charges owed: {to}"), "SI 2013/380 Sch 6 para 7"),
    RENT: (N_("Rent owed: {to}"), "SI 2013/380 Sch 6 para 7"),
    FUEL: (N_("Gas or electricity owed: {to}"), "SI 2013/380 Sch 6 para 8"),
    COUNCIL_TAX: (N_("Council Tax owed: {to}"), "SI 1993/494 reg 5"),
    FINE: (N_("Court fine: {to}"), "SI 1992/2182 reg 4"),
    WATER: (N_("Water owed: {to}"), "SI 2013/380 Sch 6 para 9"),
    CHILD_MAINTENANCE: (N_("Child maintenance"), "SI 2013/380 Sch 7"),
    SOCIAL_FUND: (N_("Social Fund loan"), "Social Security Administration Act 1992 s.78(2)"),
    HARDSHIP: (N_("Hardship payment to pay back"), "UC Regs reg 119"),
    PENALTY: (N_("Civil penalty"), "Social Security Administration Act 1992 s.115C"),
    OVERPAYMENT: (N_("Benefit you were paid too much of"), "Social Security Administration Act 1992 s.71ZB"),
    TAX_CREDIT: (N_("Tax credits you were paid too much of"), "Social Security Administration Act 1992 s.71ZB"),
}
# Where not all can be taken (SI 2013/380 Sch 6 para 5(2)). Advances come before (specification section 13).
ORDER = (
    NEW_CLAIM,
    CHANGE,
    BUDGETING,
    OWNER,
    SERVICE,
    RENT,
    FUEL,
    COUNCIL_TAX,
    FINE,
    WATER,
    CHILD_MAINTENANCE,
    SOCIAL_FUND,
    HARDSHIP,
    PENALTY,
    OVERPAYMENT,
    TAX_CREDIT,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt or advance to be taken from an award.

    `owed_pence` is all that is still owed. `monthly_pence` is the instalment that was agreed or decided; for what is
    owed to others the law sets 5% of the standard allowance (10% for rent), and `percent` is a higher share that was
    decided for rent or a fine. `last_resort` where it keeps somebody in their home, or warm: only for housing and fuel.
    """

    kind: str
    owed_pence: int
    monthly_pence: int = 0
    percent: int = 0
    to: str = ""
    last_resort: bool = False

    def __post_init__(self) -> None:
        """Refuse an unknown kind, and an instalment or share where it has no meaning."""
        must_be_one_of(self.kind, KINDS, "kind of debt")
        if self.owed_pence < 1:
            raise ValueError(f"{self.kind}: nothing is owed")
        must_not_be_negative(self.monthly_pence, "An instalment")
        if (self.kind in THIRD_PARTY) == bool(self.monthly_pence):
            raise ValueError(
                f"{self.kind} is taken at {'a rate set in law' if self.monthly_pence else 'an instalment'}"
            )
        if self.percent and self.kind not in {RENT, FINE}:
            raise ValueError(f"A share cannot be chosen for {self.kind}")
        if self.last_resort and self.kind not in LAST_RESORT:
            raise ValueError(f"{self.kind} is never a last resort")

    @property
    def label(self) -> Text:
        """What it is, and to whom it is owed."""
        label = KINDS[self.kind][0]
        return text(label, to=self.to) if "{to}" in label else text(label)

    @property
    def law(self) -> str:
        """The law that lets it be taken."""
        return KINDS[self.kind][1]
