"""Ages, and who counts as a child or qualifying young person (UC Regs regs 4 and 5)."""

from datetime import date


def birthday(born: date, age: int) -> date:
    """The day a person reaches an age; someone born on 29 February reaches it on 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def first_september_after(day: date) -> date:
    """The 1 September that follows a day."""
    return date(day.year + (day >= date(day.year, 9, 1)), 9, 1)


def is_child_or_young_person(born: date, in_education: bool, day: date) -> bool:
    """Up to 31 August after the 16th birthday or, in education, after the 19th (reg 5)."""
    last_age = 19 if in_education else 16
    return day < first_september_after(birthday(born, last_age))


def earliest_birth_that_counts(day: date) -> date:
    """The date of birth of the oldest person who can count on a day as a child or qualifying young person (reg 5)."""
    return date(first_september_after(day).year - 20, 9, 1)


def is_childcare_age(born: date, day: date) -> bool:
    """Childcare can be paid up to 31 August after the 16th birthday (reg 35)."""
    return day < first_september_after(birthday(born, 16))
