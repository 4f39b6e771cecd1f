"""Who can claim (WRA 2012 s.4; UC Regs regs 3 and 8 to 19): what stands in the way, each with why.

A fact is True, False, or None where nobody has said; a rule that needs it then raises MissingFact with its name.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from rules.ages import age_on
from rules.facts import known
from rules.pension_age import pension_age_date
from rules.periods import last_day_of_months
from rules.text import N_, Text, text

MINIMUM_AGE, MINIMUM_AGE_EXCEPTED = 18, 16
WEEKS_BEFORE_DUE, WEEKS_AFTER_BIRTH = 11, 15
ABSENCE_MONTHS = 1
# A 16 or 17 year old leaving care has no claim by these (reg 8(2)).
NOT_FOR_CARE_LEAVERS = {"carer", "pregnancy", "without_parental_support"}


@dataclass(frozen=True, slots=True)
class Young:
    """What can let somebody of 16 or 17 claim (reg 8(1)).

    `due_on` is the day a baby is expected and `gave_birth_on` the day of the birth. `partner_has_child` is for a couple
    whose other member is responsible for a child or young person and meets the basic conditions.
    """

    care_leaver: bool | None = None
    limited_capability: bool | None = None
    awaiting_assessment_with_evidence: bool | None = None
    carer: bool | None = None
    responsible_for_child: bool | None = None
    partner_has_child: bool | None = None
    due_on: date | None = None
    gave_birth_on: date | None = None
    without_parental_support: bool | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who claims, or whose partner does, as far as the basic conditions go.

    `in_great_britain` is where they are and habitually live, with a right to reside (reg 9). `restricted` is who cannot
    be entitled though the conditions are met, such as a member of a religious order (reg 19).
    """

    date_of_birth: date
    in_great_britain: bool | None = None
    immigration_control: bool | None = None
    receiving_education: bool | None = None
    education_excepted: bool | None = None
    prisoner: bool | None = None
    restricted: bool | None = None
    accepted_commitment: bool | None = None
    has_or_asked_for_number: bool | None = None
    young: Young | None = None


class Barrier(NamedTuple):
    """Something that stops a claim: a code, why, for the claimant to read, and the law."""

    code: str
    reason: Text
    regulation: str


TOO_YOUNG = Barrier(
    "too_young",
    text(N_("You are under 18, and none of the reasons for which somebody of 16 or 17 can claim applies.")),
    "WRA 2012 s.4(1)(a); UC Regs reg 8",
)
PENSION_AGE = Barrier(
    "pension_age",
    text(N_("You have reached Pension Credit age. You can claim Pension Credit instead.")),
    "WRA 2012 s.4(1)(b); UC Regs reg 3(2)(a)",
)
ABROAD = Barrier(
    "not_in_great_britain",
    text(N_("You must be in Great Britain, live here and have the right to live here.")),
    "WRA 2012 s.4(1)(c); UC Regs reg 9",
)
IMMIGRATION = Barrier(
    "immigration_control",
    text(N_("Your immigration status says that you cannot get public funds.")),
    "Immigration and Asylum Act 1999 s.115",
)
EDUCATION = Barrier(
    "education",
    text(N_("You are in education, and none of the exceptions for students applies.")),
    "WRA 2012 s.4(1)(d); UC Regs regs 12 to 14",
)
PRISON = Barrier("prisoner", text(N_("Nobody can get Universal Credit while in prison.")), "UC Regs reg 19(1)(b)")
RESTRICTED = Barrier(
    "restricted", text(N_("The law does not let you get Universal Credit where you are now.")), "UC Regs reg 19"
)
COMMITMENT = Barrier(
    "commitment",
    text(N_("You have not accepted your claimant commitment.")),
    "WRA 2012 s.4(1)(e); UC Regs regs 15 and 16",
)
NUMBER = Barrier(
    "national_insurance_number",
    text(N_("We cannot pay you until you tell us your National Insurance number or ask for one.")),
    "Social Security Administration Act 1992 s.1(1A) and (1B)",
)


def may_claim_at_16(young: Young, on: date) -> str:
    """Which reason lets somebody of 16 or 17 claim on a day, or nothing (reg 8)."""
    leaver = known(young.care_leaver, "whether somebody under 18 is leaving care")
    routes = {
        "limited_capability": young.limited_capability,
        "awaiting_assessment": young.awaiting_assessment_with_evidence,
        "carer": young.carer,
        "child": young.responsible_for_child,
        "partner_has_child": young.partner_has_child,
        "pregnancy": is_near_birth(on, due_on=young.due_on, gave_birth_on=young.gave_birth_on),
        "without_parental_support": young.without_parental_support,
    }
    if leaver:
        routes = {route: open_ for route, open_ in routes.items() if route not in NOT_FOR_CARE_LEAVERS}
    for route, is_open in routes.items():
        if is_open:
            return route
    for route, is_open in routes.items():
        known(is_open, f"whether somebody under 18 can claim by {route}")
    return ""


def is_near_birth(on: date, *, due_on: date | None, gave_birth_on: date | None) -> bool:
    """From 11 weeks before the week in which a baby is expected, which begins on a Sunday, until 15 weeks after the
    birth (reg 8(1)(f)); until the birth, however late."""
    if gave_birth_on is not None and on >= gave_birth_on:
        return on <= gave_birth_on + timedelta(weeks=WEEKS_AFTER_BIRTH)
    if due_on is None:
        return False
    sunday = due_on - timedelta(days=(due_on.weekday() + 1) % 7)
    return on >= sunday - timedelta(weeks=WEEKS_BEFORE_DUE)


def is_old_enough(person: Person, on: date) -> bool:
    """18, or 16 for one of the reasons in reg 8 (WRA s.4(1)(a))."""
    age = age_on(person.date_of_birth, on)
    if age >= MINIMUM_AGE or age < MINIMUM_AGE_EXCEPTED:
        return age >= MINIMUM_AGE
    return bool(may_claim_at_16(person.young or Young(), on))


def may_claim_alone(other: Person, on: date) -> str:
    """Why somebody's partner cannot claim with them, so that they may claim as a single person; nothing where the two
    must claim together (reg 3(3))."""
    if not is_old_enough(other, on):
        return TOO_YOUNG.code
    if not known(other.in_great_britain, "whether the partner is in Great Britain"):
        return ABROAD.code
    if known(other.prisoner, "whether the partner is in prison"):
        return PRISON.code
    if known(other.restricted, "whether the partner is somebody to whom reg 19 applies"):
        return RESTRICTED.code
    return IMMIGRATION.code if known(other.immigration_control, "the partner's immigration status") else ""


def barriers(person: Person, on: date, *, partner: Person | None = None) -> tuple[Barrier, ...]:
    """Everything that stops somebody's claim on a day; nothing where they can claim.

    `partner` is somebody they claim together with: then one of the two may be over Pension Credit age (reg 3(2)(a)),
    and one may be in education (reg 3(2)(b)).
    """
    together = (person, partner) if partner else (person,)
    found = []
    if not is_old_enough(person, on):
        found.append(TOO_YOUNG)
    if all(on >= pension_age_date(each.date_of_birth) for each in together):
        found.append(PENSION_AGE)
    if not known(person.in_great_britain, "whether somebody is in Great Britain"):
        found.append(ABROAD)
    if known(person.immigration_control, "the immigration status"):
        found.append(IMMIGRATION)
    if all(_is_barred_by_education(each) for each in together):
        found.append(EDUCATION)
    if known(person.prisoner, "whether somebody is in prison"):
        found.append(PRISON)
    if known(person.restricted, "whether somebody is one to whom reg 19 applies"):
        found.append(RESTRICTED)
    if not known(person.accepted_commitment, "whether the claimant commitment is accepted"):
        found.append(COMMITMENT)
    if not known(person.has_or_asked_for_number, "whether there is a National Insurance number"):
        found.append(NUMBER)
    return tuple(found)


def _is_barred_by_education(person: Person) -> bool:
    """Receiving education, and not excepted by reg 14."""
    studies = known(person.receiving_education, "whether somebody is in education")
    return studies and not known(person.education_excepted, "whether an exception for students applies")


def last_day_of_ordinary_absence(left_on: date) -> date:
    """The last day abroad that does not end entitlement: one month, where no more was expected (reg 11(1)). Longer
    absences, for treatment or after a death, are for a decision maker."""
    return last_day_of_months(left_on, ABSENCE_MONTHS)
