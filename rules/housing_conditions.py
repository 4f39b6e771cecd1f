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
    landlord_is_relative_who_lives_there: bool | None,
    treated_as_not_liable: bool | None,
    occupied_as_home: bool | None,
) -> str:
    """Why no amount for rent is paid, as the kind of home that a household then has, or nothing where it can be.

    "supported" and "temporary": Housing Benefit pays instead (Sch 1 paras 3 and 3A). "not_liable": nobody here has to
    pay on a commercial basis and nobody is treated as if they had to (reg 25(3)(a); Sch 2 paras 1 to 4); or, however
    they come to pay, it goes to a partner, child or close relative who lives there too (reg 25(3)(b); Sch 2 para 5), or
    a decision maker found another reason in Sch 2 paras 6 to 10: a company or trust of theirs, arrears, a contrived
    tenancy. "not_home": it is not where they normally live, nor treated as that (reg 25(4); Sch 3). Raises MissingFact
    with its name for a fact that is needed and that nobody has said.
    """
    if known(specified_accommodation, "whether the home is one with care, support or supervision"):
        return "supported"
    if known(temporary_accommodation, "whether the council placed the household in temporary accommodation"):
        return "temporary"
    if known(liable, "whether anybody in the household has to pay the rent"):
        if not known(commercial, "whether the rent is paid on a commercial basis"):
            return "not_liable"
    elif not known(treated_as_liable, "whether anybody is treated as having to pay the rent"):
        return "not_liable"
    if known(landlord_is_relative_who_lives_there, "whether the landlord is a close relative who lives there"):
        return "not_liable"
    if known(treated_as_not_liable, "whether the law treats them as not having to pay the rent"):
        return "not_liable"
    return "" if known(occupied_as_home, "whether the home is where they normally live") else "not_home"
