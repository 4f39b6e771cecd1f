"""What somebody is told that we do for them."""

from accounts.models import Person
from core import clock
from journal.doing import doing_for


def doing(person: Person) -> list[str]:
    """In words, what comes soonest first."""
    return [str(each.words) for _kind, each in doing_for(person.pk, clock.today())]
