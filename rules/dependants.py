"""Which children and young people count for somebody's award (UC Regs regs 4, 4A and 5), from facts.

A fact is True, False, or None where nobody has said; a rule that needs it then raises MissingFact with its name.
"""

from dataclasses import dataclass
from datetime import date

from rules.ages import LAST_AGE, age_on, earliest_birth_that_counts
from rules.facts import MissingFact, known
from rules.periods import last_day_of_months

HOURS_OF_EDUCATION_OVER = 12
LAST_AGE_TO_BEGIN = 19
MONTHS_AWAY = 6


@dataclass(frozen=True, slots=True)
class Learning:
    """What somebody of 16 to 19 does after their compulsory education (reg 5(1)(b), (2) and (3)).

    `hours_a_week` is the average in term time, of lessons, practical work and supervised study.
    """

    began_on: date | None = None
    hours_a_week: int = 0
    non_advanced_education: bool | None = None
    approved_training: bool | None = None
    under_contract_of_employment: bool | None = None


def is_child(born: date, on: date) -> bool:
    """Under 16 (WRA s.40)."""
    return age_on(born, on) < LAST_AGE


def is_qualifying_young_person(
    born: date, on: date, learning: Learning, *, gets_own_benefit: bool | None = None
) -> bool:
    """From 16 to the 31 August after it, whatever they do; then to the 31 August after 19 while in education of over 12
    hours a week or approved training, begun before 19; not while they get UC, ESA or JSA themselves (reg 5)."""
    if is_child(born, on) or born < earliest_birth_that_counts(on):
        return False
    if known(gets_own_benefit, "whether the young person gets Universal Credit, ESA or JSA"):
        return False
    return born >= earliest_birth_that_counts(on, LAST_AGE) or _is_learning(born, learning)


def _is_learning(born: date, learning: Learning) -> bool:
    if known(learning.non_advanced_education, "whether the young person is in non-advanced education"):
        enough = learning.hours_a_week > HOURS_OF_EDUCATION_OVER
    else:
        enough = known(learning.approved_training, "whether the young person is in approved training") and not known(
            learning.under_contract_of_employment, "whether the training is under a contract of employment"
        )
    if not enough:
        return False
    if learning.began_on is None:
        raise MissingFact("It is not known when the young person's course began")
    return age_on(born, learning.began_on) < LAST_AGE_TO_BEGIN


def why_not_responsible(
    *,
    normally_lives_here: bool | None,
    also_lives_elsewhere: bool | None,
    mainly_our_responsibility: bool | None = None,
    is_partner_of_claimant: bool = False,
    looked_after_by_council: bool | None,
    prisoner: bool | None,
) -> str:
    """Why a claimant is not responsible for a child or young person, or nothing (reg 4).

    "elsewhere": they do not normally live with the claimant; "other_household": they live in two homes, and the other
    has the main responsibility, as those responsible agree or else the Secretary of State decides (4(4), 4(5));
    "partner"; "looked_after" by a council (but see reg 4A, for a decision maker); "prisoner".
    """
    if is_partner_of_claimant:
        return "partner"
    if not known(normally_lives_here, "whether the child normally lives with the claimant"):
        return "elsewhere"
    if known(also_lives_elsewhere, "whether the child normally lives in another home too") and not known(
        mainly_our_responsibility, "who has the main responsibility for the child"
    ):
        return "other_household"
    if known(looked_after_by_council, "whether a council looks after the child"):
        return "looked_after"
    return "prisoner" if known(prisoner, "whether the child is in prison") else ""


def last_day_while_away(left_on: date) -> date:
    """The last day on which somebody who went away for a while, and is to come back, still counts: six months, if no
    more was expected (reg 4(7)); fewer abroad, for a decision maker."""
    return last_day_of_months(left_on, MONTHS_AWAY)
