"""What the rules must be told: a fact that the law needs is asked for by its name, and never taken for granted."""


class MissingFact(LookupError):
    """A fact that the law cannot be applied without, such as the area whose Local Housing Allowance applies."""


def known(fact: bool | None, name: str) -> bool:
    """A fact that is known. Raises MissingFact with its name where nobody has said."""
    if fact is None:
        raise MissingFact(f"It is not known {name}")
    return fact
