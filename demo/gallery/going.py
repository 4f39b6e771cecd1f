"""Being somebody at a page: a persona where their own claim is there, else somebody new with their answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from django.db import transaction

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.services import create_account
from claims.access import current_member
from claims.equality import asked_of, begin_equality, equality_sitting
from claims.models import Claim, ClaimState
from claims.selectors import sitting_for
from core import clock
from demo.gallery.ways import address_of, way_to
from demo.histories import answer, answer_and_send
from demo.loading import DEMONSTRATION
from demo.personas import Persona
from equality.journey import ABOUT_YOU, EQUALITY
from govuk.fields.choices import ChoiceField
from journeys.definition import Page
from journeys.services import Given, save_pages
from journeys.sitting import Sitting

Finding = Callable[[User], str | None]
Making = Callable[[User], object]


class NobodyThere(LookupError):
    """Nobody of this demonstration can open the page: no persona's answers lead to it, or they have moved on."""


def somebody_at(journey: str, page: str) -> tuple[User, str]:
    """Who can open a page of a journey, and its address. Makes them where there is nobody. Raises NobodyThere."""
    way = way_to(journey, page)
    original = User.objects.filter(email=way.persona.email, is_active=True).first() if way else None
    if way is None or original is None:
        raise NobodyThere(page)
    story = way.story or way.persona.story
    assert story
    if journey == EQUALITY.slug:
        return _copy(way.persona, lambda user: _asked_about_equality(user, page), partial(answer_and_send, story=story))
    if way.story is None and (address := _in_their_claim(original, page)):
        return original, address
    # They may have sent it meanwhile, or answered otherwise: somebody who has not can still be asked.
    return _copy(way.persona, lambda user: _in_their_claim(user, page), partial(answer, story=story))


def _copy(persona: Persona, find: Finding, make: Making) -> tuple[User, str]:
    """Somebody new like this persona: one made before, as long as the page is found with them."""
    with transaction.atomic():
        # So that two at once make one.
        Person.objects.select_for_update(of=("self",)).only("pk").get(user__email=persona.email)
        for number in count(2):
            email = f"{persona.slug}.{number}@example.com"
            made = User.objects.filter(email=email).first()
            if made is None:
                made = create_account(email=email, password=None, by=DEMONSTRATION)
                make(made)
                if address := find(made):
                    return made, address
                raise NobodyThere(persona.slug)
            if address := find(made):
                return made, address
    raise AssertionError("There is always a next number")


def _in_their_claim(user: User, page: str) -> str | None:
    """The address of a page in their claim, while it is being made."""
    claims = Claim.objects.of_person(user.person.pk).filter(state=ClaimState.STARTED, draft__expires_at__gt=clock.now())
    claim = claims.first()
    member = current_member(claim, user.person.pk) if claim else None
    return address_of(sitting_for(claim, member), page) if claim and member else None


def _asked_about_equality(user: User, page: str) -> str | None:
    """The address of an equality question, once they have answered those before it; None when they have finished."""
    claim, asked = Claim.objects.of_person(user.person.pk).first(), asked_of(user.person.pk)
    if claim is None or (asked and asked.are_over):
        return None
    asked = begin_equality(person=user.person, by=actor_for(user))
    while (address := address_of(sitting := equality_sitting(asked, claim), page)) is None:
        unanswered = sitting.first_unanswered(ABOUT_YOU)
        if not isinstance(unanswered, Page):
            return None
        given = Given(unanswered, _first_choices(sitting, unanswered))
        save_pages(draft_id=asked.draft_id, given=[given], by=actor_for(user))
    return address


def _first_choices(sitting: Sitting, page: Page) -> dict[str, Any]:
    """The first choice for every question that must be answered."""
    form = page.form(known=sitting.known_at(ABOUT_YOU, page))
    return {
        name: None if field.optional else next(iter(field.labels))
        for name, field in form.fields.items()
        if isinstance(field, ChoiceField)
    }
