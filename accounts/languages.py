"""The language that we write to a user in. Somebody without a Person may have one elsewhere: higher packages say so at
start-up (``AppConfig.ready``)."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import Language, Person, User

_KNOWN_ELSEWHERE: list[Callable[[User], str | None]] = []


def add_languages(of: Callable[[User], str | None]) -> None:
    """Have this asked for the language of a user who has no Person; None is that it knows of none."""
    if of not in _KNOWN_ELSEWHERE:
        _KNOWN_ELSEWHERE.append(of)


def language_of(user: User, person: Person | None) -> str:
    """The language that we write to this user in, whose Person this is."""
    if person:
        return person.language
    found = (of(user) for of in _KNOWN_ELSEWHERE)
    return next((each for each in found if each), Language.ENGLISH)
