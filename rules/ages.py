"""Ages, and who counts as a child or qualifying young person (UC Regs regs 4 and 5)."""

from datetime import date

LAST_AGE, LAST_AGE_IN_EDUCATION = 16, 19


def birthday(born: date, age: int) -> date:
    """The day a person reaches an age; someone born on 29 February reaches it on 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def births_that_count(day: date) -> tuple[date, date]:
    """The dates of birth from which somebody counts as a child or qualifying young person on a day: up to 31 August
    after the 16th birthday and, in education, after the 19th (reg 5)."""
    return earliest_birth_that_counts(day, LAST_AGE), earliest_birth_that_counts(day)


def earliest_birth_that_counts(day: date, last_age: int = LAST_AGE_IN_EDUCATION) -> date:
    """The date of birth of the oldest person who on a day is not past the 31 August after reaching an age: with the
    age left out, of the oldest who can count as a child or qualifying young person (reg 5)."""
    school_year = day.year - (day.month < 9)
    return date(school_year - last_age, 9, 1)


def births_for_childcare(day: date) -> date:
    """The date of birth from which childcare can be paid for on a day: up to 31 August after the 16th birthday (reg
    35)."""
    return earliest_birth_that_counts(day, LAST_AGE)
