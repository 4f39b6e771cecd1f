"""The people, home and money an award depends on, as they are for the whole of one assessment period.

Everything here is already decided: `lcwra` means the element's waiting period is over, `carer` that the caring
conditions are met, `capital_pence` what counts after disregards. Amounts are whole pence. Names only word the lines.
"""

from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from rules.ages import births_that_count
from rules.gainful import GainfulWork
from rules.rounding import PAYMENTS_A_YEAR, as_month
from rules.words import (
    BENEFIT_INCOME,
    CARE_BENEFITS,
    DISABILITY_BENEFITS,
    DLA_RATES,
    EXTRA_BEDROOM_REASONS,
    HOUSING_KINDS,
    IGNORED_INCOME,
    NO_CONTRIBUTION_REASONS,
    NOT_A_CARER_REASONS,
    NOT_RESPONSIBLE_REASONS,
    ONE_BEDROOM_REASONS,
    OTHER_INCOME,
    must_be_one_of,
    must_not_be_negative,
)

FROM_PAYDAYS = -1


@dataclass(frozen=True, slots=True)
class Payday:
    """Pay received in the period: take-home, after tax, National Insurance and pension (reg 55)."""

    employer: str
    paid_on: date
    net_pence: int

    def __post_init__(self) -> None:
        """Refuse negative pay."""
        must_not_be_negative(self.net_pence, "Pay")


@dataclass(frozen=True, slots=True)
class Unearned:
    """Income that is not pay, as it is paid (regs 66 and 73)."""

    kind: str
    amount_pence: int
    frequency: str = "monthly"
    monthly_pence: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an unknown kind or frequency, and work out the monthly figure (reg 73(2))."""
        must_be_one_of(self.kind, BENEFIT_INCOME | OTHER_INCOME | IGNORED_INCOME, "kind of income")
        must_be_one_of(self.frequency, PAYMENTS_A_YEAR, "frequency")
        must_not_be_negative(self.amount_pence, "Income")
        object.__setattr__(self, "monthly_pence", as_month(self.amount_pence, self.frequency))


@dataclass(frozen=True, slots=True)
class Adult:
    """A claimant: the single person, or one of a couple.

    `net_earnings_pence` is all take-home pay and self-employed profit of the period. Left out, it is the sum of
    `paydays` and `self_employed_pence`; given together with paydays it must agree with them. `cares_for` says whom a
    carer cares for, in any words: two claimants with the same words care for the same person (reg 29(2) and (3)).
    `lcw_saved` is limited capability for work that has brought its own amount since before 3 April 2017.
    `lcwra_waits` is LCWRA that is decided and whose amount is not included yet (reg 28): until then it counts as `lcw`.
    `lcwra_protected` where this claimant has the protected rate (reg 27A or 40A), whatever a partner has.
    `why_not_carer` is for somebody who cares but is not a `carer`, as `caring.why_not_a_carer` says.
    `gainful` where the main work is their own business; `expected_hours` are those a week they are to work or look for
    (regs 88 and 90).
    """

    date_of_birth: date
    name: str = ""
    paydays: tuple[Payday, ...] = ()
    self_employed_pence: int = 0
    net_earnings_pence: int = FROM_PAYDAYS
    in_paid_work: bool = False
    away_from_work: bool = False
    lcw: bool = False
    lcw_saved: bool = False
    lcwra: bool = False
    lcwra_protected: bool = False
    lcwra_waits: bool = False
    carer: bool = False
    cares_for: str = ""
    why_not_carer: str = ""
    blind: bool = False
    disability_benefits: tuple[str, ...] = ()
    unearned: tuple[Unearned, ...] = ()
    gainful: GainfulWork | None = None
    expected_hours: int | None = None

    def __post_init__(self) -> None:
        """Work out earnings from paydays, or check that they agree."""
        for benefit in self.disability_benefits:
            must_be_one_of(benefit, DISABILITY_BENEFITS, "disability benefit")
        if self.why_not_carer:
            must_be_one_of(self.why_not_carer, NOT_A_CARER_REASONS, "reason for not being a carer")
        if self.lcw_saved and not self.lcw:
            raise ValueError("An amount saved for limited capability for work needs that there is one")
        if self.lcwra_waits and (self.lcwra or not self.lcw):
            raise ValueError("While LCWRA waits to be included (lcwra_waits) it counts as limited capability (lcw)")
        must_not_be_negative(self.self_employed_pence, "Self-employed profit")
        listed = sum(payday.net_pence for payday in self.paydays) + self.self_employed_pence
        if self.net_earnings_pence == FROM_PAYDAYS:
            object.__setattr__(self, "net_earnings_pence", listed)
        must_not_be_negative(self.net_earnings_pence, "Earnings")
        if (self.paydays or self.self_employed_pence) and self.net_earnings_pence != listed:
            raise ValueError(f"Earnings of {self.net_earnings_pence} pence do not agree with {listed} pence of pay")

    @property
    def gets_care_benefit(self) -> bool:
        """Whether a disability benefit for care or daily living is paid (Sch 4 paras 15 and 29)."""
        return not CARE_BENEFITS.isdisjoint(self.disability_benefits)


@dataclass(frozen=True, slots=True)
class Child:
    """A child or young person a claimant is responsible for (reg 4), or, with `not_ours` to say why, is not.

    `disability` is the addition already decided; `dla` and `blind` say what it rests on. `limit_excepted` is an
    exception to the two-child limit, for periods before 6 April 2026. `sex` is used only to count bedrooms.
    """

    date_of_birth: date
    name: str = ""
    sex: str = ""
    disability: str = "none"
    dla: str | None = None
    blind: bool = False
    in_education: bool = False
    childcare_pence: int = 0
    limit_excepted: bool = False
    gets_carers_allowance: bool = False
    not_ours: str = ""

    def __post_init__(self) -> None:
        """Refuse words the rules do not know."""
        must_be_one_of(self.disability, {"none", "lower", "higher"}, "disability addition")
        must_be_one_of(self.sex, {"", "female", "male"}, "sex")
        if self.dla is not None:
            must_be_one_of(self.dla, DLA_RATES, "Disability Living Allowance rate")
        must_not_be_negative(self.childcare_pence, "Childcare")
        if self.not_ours:
            must_be_one_of(self.not_ours, NOT_RESPONSIBLE_REASONS, "reason for not being responsible for a child")

    @property
    def addition(self) -> str:
        """Which disabled child addition is due: "none", "lower" or "higher" (reg 24(2))."""
        if self.blind or self.disability == "higher" or self.dla == "HIGHER":
            return "higher"
        return "lower" if self.disability == "lower" or self.dla else "none"

    @property
    def gets_disability_benefit(self) -> bool:
        """Whether a disability benefit is paid for the child: blindness alone is not one (reg 83(1)(f))."""
        return self.dla is not None or (self.disability != "none" and not self.blind)


@dataclass(frozen=True, slots=True)
class NonDependant:
    """An adult who lives in the home and is neither a claimant, their child, nor a tenant or lodger.

    The two of a couple have the same words, whatever they are, in `couple`: they have one bedroom between them.
    """

    date_of_birth: date
    name: str = ""
    no_contribution_reason: str = ""
    couple: str = ""

    def __post_init__(self) -> None:
        """Refuse a reason the rules do not know."""
        if self.no_contribution_reason:
            must_be_one_of(self.no_contribution_reason, NO_CONTRIBUTION_REASONS, "reason for no contribution")


@dataclass(frozen=True, slots=True)
class Charge:
    """One rent or service charge, as the landlord charges it for the whole home.

    `rent_free_weeks` a year go only with weekly, fortnightly and four-weekly charges. `eligible` is False for a
    charge Universal Credit cannot pay, such as heating or meals.
    """

    kind: str
    amount_pence: int
    frequency: str = "monthly"
    rent_free_weeks: int = 0
    eligible: bool = True
    monthly_pence: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse unknown words, and rent-free weeks where they have no meaning; then work out the monthly figure,
        which leaves out rent-free weeks (Sch 4 para 7)."""
        must_be_one_of(self.kind, {"rent", "service"}, "kind of charge")
        must_be_one_of(self.frequency, PAYMENTS_A_YEAR, "frequency")
        must_not_be_negative(self.amount_pence, "A charge")
        weekly_kind = PAYMENTS_A_YEAR[self.frequency] >= 13
        if not 0 <= self.rent_free_weeks < 52 or (self.rent_free_weeks and not weekly_kind):
            raise ValueError(f"{self.rent_free_weeks} rent-free weeks do not go with a {self.frequency} charge")
        month = as_month(self.amount_pence, self.frequency, rent_free_weeks=self.rent_free_weeks)
        object.__setattr__(self, "monthly_pence", month)


@dataclass(frozen=True, slots=True)
class Housing:
    """The home and what it costs.

    `lha_monthly_pence` and `lha_category` are worked out from the area and household when left empty. `tenants` is
    everyone on the tenancy and `tenants_in_household` those of them who are claimants or their partner or children.
    """

    kind: str = "none"
    charges: tuple[Charge, ...] = ()
    bedrooms: int | None = None
    brma: str = ""
    lha_category: str = ""
    lha_bedrooms: int | None = None
    lha_monthly_pence: int | None = None
    tenants: int = 1
    tenants_in_household: int = 1
    extra_bedrooms: tuple[str, ...] = ()
    one_bedroom_reason: str = ""
    shared_ownership: bool = False
    sanctuary: bool = False
    owner_wait_over: bool = False
    rent_pence: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse words the rules do not know; then add up every eligible charge as a monthly figure, for the whole
        home (Sch 4 paras 6 and 7)."""
        must_be_one_of(self.kind, HOUSING_KINDS, "kind of home")
        for reason in self.extra_bedrooms:
            must_be_one_of(reason, EXTRA_BEDROOM_REASONS, "reason for an extra bedroom")
        if self.one_bedroom_reason:
            must_be_one_of(self.one_bedroom_reason, ONE_BEDROOM_REASONS, "reason for a bedroom of one's own")
        if not 1 <= self.tenants_in_household <= self.tenants:
            raise ValueError("The tenants in the household must be among the tenants, and at least one")
        object.__setattr__(self, "rent_pence", sum(charge.monthly_pence for charge in self.charges if charge.eligible))


@dataclass(frozen=True, slots=True)
class Household:
    """One claim's household: a single person or a couple, who lives with them, their home and their savings.

    `partner` is the other member of a couple who cannot claim (reg 3(3)): not a claimant, so the award has the rates
    of a single person, but their income counts and `capital_pence` is the couple's (regs 18(2), 22(3) and 36(3)).
    `people` are the claimants and then that partner, and `net_earnings_pence` all their take-home pay and profit.
    `lcwra_protected` where each of them with LCWRA has the protected rate: of one alone, it is said of the adult.
    `cap_grace_until` is the last day of nine months without the benefit cap after work stopped (reg 82(2)).
    `surplus_earnings_pence` is what an ended award carries to this period (reg 54A).
    """

    adults: tuple[Adult, ...]
    children: tuple[Child, ...] = ()
    housing: Housing = field(default_factory=Housing)
    non_dependants: tuple[NonDependant, ...] = ()
    capital_pence: int = 0
    lcwra_protected: bool = False
    cap_grace_until: date | None = None
    london: bool = False
    partner: Adult | None = None
    surplus_earnings_pence: int = 0
    people: tuple[Adult, ...] = field(init=False, compare=False, repr=False)
    net_earnings_pence: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """One or two adults, and a partner who cannot claim only beside one."""
        if len(self.adults) not in {1, 2}:
            raise ValueError(f"A household has one or two claimants, not {len(self.adults)}")
        if self.partner and self.is_couple:
            raise ValueError("A couple who claim together have no partner who cannot claim")
        object.__setattr__(self, "people", (*self.adults, self.partner) if self.partner else self.adults)
        object.__setattr__(self, "net_earnings_pence", sum(adult.net_earnings_pence for adult in self.people))
        must_not_be_negative(self.capital_pence, "Savings")
        must_not_be_negative(self.surplus_earnings_pence, "Surplus earnings")

    @property
    def is_couple(self) -> bool:
        """Two people claiming together."""
        return len(self.adults) == 2

    def dependants(self, day: date) -> tuple[Child, ...]:
        """The children and qualifying young persons on a day, oldest first (reg 5)."""
        counts_from, in_education_from = births_that_count(day)
        counted = [
            child
            for child in self.children
            if child.date_of_birth >= (in_education_from if child.in_education else counts_from) and not child.not_ours
        ]
        return tuple(sorted(counted, key=attrgetter("date_of_birth")))
