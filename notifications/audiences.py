"""Whom a message to many may go to: higher packages add theirs at start-up (``AppConfig.ready``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from govuk.fields.base import Words
from notifications.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Audience:
    """Many people: who they are in ``words``, their ``references`` now, how many those are, and how each of a few of
    them is reached when their message is made. Somebody who is not in the answer is not reached any more."""

    slug: str
    words: Words
    references: Callable[[], Iterable[str]]
    count: Callable[[], int]
    recipients: Callable[[Collection[str]], Mapping[str, Recipient]]


AUDIENCES: dict[str, Audience] = {}


def add_audience(audience: Audience) -> Audience:
    """Make an audience known. Raises ValueError when there is another of that name."""
    if AUDIENCES.setdefault(audience.slug, audience) is not audience:
        raise ValueError(f"{audience.slug} is already an audience")
    return audience
