"""How people, children and payments are named in the lines."""

from datetime import date
from typing import Any

from rules.household import Charge, Child, Household, NonDependant
from rules.text import N_, Money, Text, text

AS_CHARGED = {
    "weekly": N_("{amount} a week"),
    "fortnightly": N_("{amount} every two weeks"),
    "four_weekly": N_("{amount} every four weeks"),
    "monthly": N_("{amount} a month"),
    "quarterly": N_("{amount} every three months"),
    "yearly": N_("{amount} a year"),
}
YOU, YOUR_PARTNER, ANOTHER_ADULT = text(N_("you")), text(N_("your partner")), text(N_("an adult who lives with you"))


def adult_text(household: Household, index: int) -> Text:
    """A claimant by name, or "you" and "your partner"."""
    if name := household.people[index].name:
        return text(N_("{name}"), name=name)
    return YOUR_PARTNER if index else YOU


def child_text(child: Child) -> Text:
    """A child by name, or by date of birth."""
    if child.name:
        return text(N_("{name}"), name=child.name)
    return text(N_("your child born on {day}"), day=child.date_of_birth)


def child_label(child: Child) -> Text:
    """The start of a line about a child."""
    if child.name:
        return text(N_("Child: {name}"), name=child.name)
    return text(N_("Child born on {day}"), day=child.date_of_birth)


def non_dependant_text(person: NonDependant) -> Text:
    """Another adult in the home, by name if known."""
    if person.name:
        return text(N_("{name}"), name=person.name)
    return ANOTHER_ADULT


def as_charged(charge: Charge) -> Text:
    """A charge as the landlord asks for it."""
    return text(AS_CHARGED[charge.frequency], amount=Money(charge.amount_pence))


def person_input(name: str, born: date) -> dict[str, Any]:
    """A person as kept with a line."""
    return {"name": name, "date_of_birth": born.isoformat()}
