"""Whether rent can be paid for a home at all: the payment, liability and occupation conditions (WRA 2012 s.11; UC Regs
regs 25 and 26, Schs 1 to 3)."""

from rules.facts import known


def why_rent_is_not_paid(
    *,
    specified_accommodation: bool | None,
    temporary_accommodation: bool | None,
    liable: bool | None,
    treated_as_liable: bool | None = None,
    commercial: bool | None = None,
    landlord_is_relative_who_lives_there: bool | None = None,
    occupied_as_home: bool | None,
) -> str:
    """Why no amount for rent is paid, as the kind of home that a household then has, or nothing where it can be.

    "supported" and "temporary": Housing Benefit pays instead (Sch 1 paras 3 and 3A). "not_liable": nobody here has to
    pay and nobody is treated as if they had to (Sch 2 paras 1 and 2), or what they pay is not commercial or goes to a
    close relative who lives there too (reg 25(3); Sch 2 para 5). "not_home": it is not where they normally live (reg
    25(4); Sch 3 para 1). Raises MissingFact with its name for a fact that is needed and that nobody has said.
    """
    if known(specified_accommodation, "whether the home is one with care, support or supervision"):
        return "supported"
    if known(temporary_accommodation, "whether the council placed the household in temporary accommodation"):
        return "temporary"
    if known(liable, "whether anybody in the household has to pay the rent"):
        if not known(commercial, "whether the rent is paid on a commercial basis"):
            return "not_liable"
        relative = landlord_is_relative_who_lives_there
        if known(relative, "whether the landlord is a close relative who lives there"):
            return "not_liable"
    elif not known(treated_as_liable, "whether anybody is treated as having to pay the rent"):
        return "not_liable"
    return "" if known(occupied_as_home, "whether the home is where they normally live") else "not_home"
