"""Advisers whom somebody is never given: nobody meets people who are close to them. Who is close, claims know; they say
so at start-up (``AppConfig.ready``)."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from accounts.models import Person, User

Close = Callable[[Person], QuerySet[User]]
_TOLD: list[Close] = []


def when_close(close: Close) -> None:
    """Give a function that says which users are close to a person. It asks nothing itself: it is a part of a query."""
    _TOLD.append(close)


def advisers_close_to(person: Person) -> QuerySet[User]:
    """Who never meets this person: themself, and whoever is close to them."""
    own: QuerySet[User] = User.objects.filter(person=person.pk).order_by().values("pk")  # type: ignore[assignment]
    return own.union(*(close(person) for close in _TOLD)) if _TOLD else own
