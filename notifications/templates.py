"""The words of each message: a file per template and language, its first line the subject.

A message says that something happened and to sign in. It holds no fact about a person: a template may use only the
values it was added with, and those are days, moments and codes; ``render`` refuses any other. Only what goes by letter
alone may hold words. Each message ends with how to see that it is from us (``is_it_real``). Each package adds its own
at start-up (``AppConfig.ready``) with ``add_template``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.utils.translation import override
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import Template as File

from core.hosts import Host, origin_of
from govuk.contact import reach_us
from govuk.fields.base import Words
from govuk.formatting import day, day_and_time
from notifications.models import Medium

LANGUAGES = ("en", "cy")
IN_BOTH = "both"
"""In place of a language, where nobody knows which somebody reads."""

ANY_WAY = tuple(Medium)
SHORT_LIVED, GOOD_FOR = timedelta(days=1), timedelta(minutes=15)
"""What is kept no longer than the first carries a code, or goes in place of one, that works for as long as the second
(accounts.models.codes.CODE_LIFE)."""
CODE = "code"
"""The value that lets somebody in."""
_A_CODE = re.compile(r"[0-9]{6}|[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}")  # the second is read aloud
IS_IT_REAL = "is_it_real"
"""The last words of every message, which all templates share."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message that can be sent: ``when`` it is, in words, the values that it ``needs`` besides the service's name
    and address and how to reach us, and the ``media`` by which it may go, of which each person chooses.

    ``kept_for``: a message that carries a code, or goes in place of one that would, is deleted after so long; None is
    as long as other messages. ``at_once``: it answers what somebody has just done, or warns of it, and does not wait
    for the morning. ``for_many``: admins may send it to many people at once. ``answers_stop``: it says
    to somebody that we text them no more.
    """

    name: str
    needs: frozenset[str]
    when: Words
    media: tuple[Medium, ...]
    kept_for: timedelta | None = None
    at_once: bool = False
    for_many: bool = False
    answers_stop: bool = False

    @property
    def goes_although_stopped(self) -> bool:
        """Whether it is texted to who told us to stop: a code that they ask for, and that we have stopped."""
        return self.answers_stop or self.kept_for is not None

    @property
    def wakes(self) -> bool:
        """Whether it goes at night too."""
        return self.at_once or self.kept_for is not None

    def is_too_late(self, queued_at: datetime, now: datetime) -> bool:
        """Whether what it carries works no longer: it would be of no use, and might wake somebody."""
        return self.kept_for is not None and self.kept_for <= SHORT_LIVED and now - queued_at > GOOD_FOR

    def may_hold(self, name: str, value: object) -> bool:
        """Whether a value may be in this message: a day, a moment or a code, unless nobody but the person it is to
        opens it, as a letter."""
        if isinstance(value, str):
            return set(self.media) == {Medium.LETTER} or (name == CODE and bool(_A_CODE.fullmatch(value)))
        return isinstance(value, date)


TEMPLATES: dict[str, Template] = {}


def add_template(
    name: str,
    *needs: str,
    when: Words,
    media: tuple[Medium, ...] = ANY_WAY,
    kept_for: timedelta | None = None,
    at_once: bool = False,
    for_many: bool = False,
    answers_stop: bool = False,
) -> str:
    """Make a template known by its name. Raises ValueError when there is one of that name, and for one that carries a
    code and does not say how long it is kept."""
    if name in TEMPLATES:
        raise ValueError(f"{name} is already a template")
    if CODE in needs and kept_for is None:
        raise ValueError(f"{name} carries a code: say for how long it is kept")
    if for_many and needs:
        raise ValueError(f"{name} goes to many, and must be the same for all")
    TEMPLATES[name] = Template(name, frozenset(needs), when, media, kept_for, at_once, for_many, answers_stop)
    return name


@dataclass(frozen=True, slots=True)
class Wording:
    """A message as somebody reads it: plain text."""

    subject: str
    body: str


def render(
    template: str,
    language: str,
    context: Mapping[str, str | date],
    host: Host = Host.PUBLIC,
    *,
    is_listed: bool = False,
) -> Wording:
    """The words of a message; a file words a date with the filter ``day``, a moment with ``day_and_time``. Its links
    are to this host. ``is_listed``: whoever gets it finds it in a list of their own.

    Raises KeyError for an unknown template, ValueError for other values, or values of another kind than it may hold.
    """
    known = TEMPLATES[template]
    if set(context) != known.needs:
        raise ValueError(f"{template} takes {sorted(known.needs)}, not {sorted(context)}")
    if refused := sorted(name for name, value in context.items() if not known.may_hold(name, value)):
        raise ValueError(f"{template} may hold days, moments and a code: not what {refused} is")
    with override(language):
        always = {
            "service_name": str(settings.SERVICE_NAME),
            "service_url": origin_of(host),
            "reach_us": reach_us(),
        }
        text = _file(template, language).render(context, **always)
        is_it_real = _file(IS_IT_REAL, language).render(always, carries_code=CODE in known.needs, is_listed=is_listed)
    subject, _, body = text.partition("\n")
    return Wording(subject.strip(), f"{body.strip()}\n\n{is_it_real.strip()}\n")


def render_for(
    template: str,
    language: str,
    context: Mapping[str, str | date],
    host: Host = Host.PUBLIC,
    *,
    is_listed: bool = False,
) -> tuple[str, Wording]:
    """The words of a message for whoever reads this language, and the language that it is kept as. In both, one after
    the other, for ``IN_BOTH``; in English for any other. Raises as ``render`` does."""
    if language != IN_BOTH:
        language = language if language in LANGUAGES else LANGUAGES[0]
        return language, render(template, language, context, host, is_listed=is_listed)
    each = [render(template, one, context, host, is_listed=is_listed) for one in LANGUAGES]
    subject, body = " / ".join(one.subject for one in each), "\n---\n\n".join(one.body for one in each)
    return LANGUAGES[0], Wording(subject, body)


def _file(name: str, language: str) -> File:
    return _environment().get_template(f"{name}.{language}.txt")


@cache
def _environment() -> Environment:
    # Plain text: escaping for HTML would show people "&amp;".
    environment = Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates" / "notifications"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
    )
    environment.filters |= {"day": day, "day_and_time": day_and_time}
    return environment
