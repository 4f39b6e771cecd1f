"""How many bedrooms a household is allowed (UC Regs Sch 4 paras 8 to 12)."""

from datetime import date

from rules.ages import age_on
from rules.household import Household, NonDependant

SHARING_AGE = 10
OWN_ROOM_AGE = 16


def bedrooms_allowed(household: Household, on: date) -> int:
    """One for the claimants, each other person of 16 or over or couple, and children as paired; then extra bedrooms.

    Children are paired so that the fewest rooms are needed: two of the same sex, or two under 10 (para 10). A child of
    10 or over of unknown sex has a room of their own.
    """
    rooms = 1
    if household.non_dependants:
        rooms += _bedrooms_of_other_adults(household.non_dependants)
    if household.housing.extra_bedrooms:
        rooms += _extra_bedrooms(household)
    if not household.children:
        return rooms
    older: dict[str, int] = {}
    younger: dict[str, int] = {}
    for child in household.children:
        if child.not_ours:
            continue
        age = age_on(child.date_of_birth, on)
        if age >= OWN_ROOM_AGE or (age >= SHARING_AGE and not child.sex):
            rooms += 1
        elif age >= SHARING_AGE:
            older[child.sex] = older.get(child.sex, 0) + 1
        else:
            younger[child.sex] = younger.get(child.sex, 0) + 1
    for sex, count in older.items():
        rooms += (count + 1) // 2
        if count % 2 and younger.get(sex):
            younger[sex] -= 1
    return rooms + (sum(younger.values()) + 1) // 2


def _extra_bedrooms(household: Household) -> int:
    """One for each reason, however often it is given; for the reason of those who cannot share a bedroom one for each
    time, up to as many as there are children, or couples (para 12)."""
    reasons = household.housing.extra_bedrooms
    couples = {person.couple for person in household.non_dependants if person.couple}
    most = {"disabled_child": len(household.children), "disabled_couple": len(couples) + (len(household.people) == 2)}
    return sum([min(reasons.count(reason), max(most.get(reason, 1), 1)) for reason in set(reasons)])


def _bedrooms_of_other_adults(people: tuple[NonDependant, ...]) -> int:
    return len({person.couple or number for number, person in enumerate(people)})
