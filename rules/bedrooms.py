"""How many bedrooms a household is allowed (UC Regs Sch 4 paras 8 to 12)."""

from collections import Counter
from datetime import date

from rules.ages import age_on
from rules.household import Household

SHARING_AGE = 10
OWN_ROOM_AGE = 16


def bedrooms_allowed(household: Household, on: date) -> int:
    """One for the claimants, each other person of 16 or over, and children as paired; then extra bedrooms.

    Children are paired so that the fewest rooms are needed: two of the same sex, or two under 10 (para 10).
    """
    ages = [(age_on(child.date_of_birth, on), child.sex) for child in household.children]
    older = Counter(sex for age, sex in ages if SHARING_AGE <= age < OWN_ROOM_AGE)
    younger = Counter(sex for age, sex in ages if age < SHARING_AGE)
    grown_up = sum(age >= OWN_ROOM_AGE for age, _ in ages)
    rooms = older.pop("", 0)
    for sex, count in older.items():
        pairs, alone = divmod(count, 2)
        rooms += pairs + alone
        younger[sex] -= bool(alone and younger[sex])
    rooms += (younger.total() + 1) // 2
    return 1 + len(household.non_dependants) + grown_up + rooms + len(household.housing.extra_bedrooms)
