"""What the frame around every page needs: who is reading, in which language, and where they can go."""

import functools
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.doors import Door, door_here
from accounts.factors.app import code_now
from accounts.models import Language, Person
from accounts.roles import Role
from accounts.views.session import SIGN_IN
from core import clock
from core.access import page_of
from core.actor import Actor
from core.hosts import Host, here
from govuk.languages import chosen_language

CLAIMANT = (
    ("home:home", gettext_noop("Home")),
    ("home:payments", gettext_noop("Payments")),
    ("journal:todos", gettext_noop("To do")),
    ("journal:journal", gettext_noop("Journal")),
)
HELPING = (("home:helping", gettext_noop("People you help")),)
EMPLOYER = (
    ("employers:home", gettext_noop("Home")),
    ("employers:people", gettext_noop("People")),
)
STAFF = (("staff:home", gettext_noop("Work to do")),)
SIGNED_IN = (
    ("accounts:account", gettext_noop("Your account")),
    ("accounts:sign_out", gettext_noop("Sign out")),
)
VISITOR = (("accounts:sign_in", gettext_noop("Sign in")),)
VISITOR_AT_STAFFS = (("accounts:staff_sign_in", gettext_noop("Sign in")),)
FOOTER = (
    ("help:privacy", gettext_noop("Privacy")),
    ("help:cookies", gettext_noop("Cookies")),
    ("help:accessibility", gettext_noop("Accessibility statement")),
    ("help:questions", gettext_noop("Help")),
    ("help:contact", gettext_noop("Contact us")),
    ("help:status", gettext_noop("Service status")),
)


@dataclass(frozen=True)
class Link:
    """One link of the frame."""

    href: str
    text: str
    current: bool = False
    """Whether it leads to the page it stands on."""


@dataclass(frozen=True)
class Demonstration:
    """What the frame says of a demonstration: where its page is, the day there, everybody's password."""

    url: str
    today: date
    password: str

    @property
    def code(self) -> str:
        """What the authenticator app of everybody who works there shows now."""
        from demo.personas import APP_KEY

        return code_now(APP_KEY)


@dataclass(frozen=True)
class TimeOut:
    """When the session of whoever reads the page ends by itself, and where to go then."""

    seconds: int
    warning_seconds: int
    ended_url: str

    @property
    def minutes(self) -> int:
        """How long one may do nothing."""
        return self.seconds // 60


@dataclass(frozen=True)
class Site:
    """The frame of one page."""

    language: str
    """The language they chose: the frame's."""
    page_language: str
    """The language of what is within the frame."""
    navigation: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    home_url: str = "/"
    feedback_url: str = ""
    language_url: str = ""
    language_next: str = "/"
    """Where the switch between languages leads: back to the page."""
    written_to_in_welsh: bool = False
    """Whether we know that our messages and letters to the reader are to be in Welsh."""
    path: str = "/"
    user_name: str = ""
    demonstration: Demonstration | None = None
    time_out: TimeOut | None = None


@functools.cache
def _place(name: str, _script_prefix: str) -> str:
    return reverse(name)


def _address(name: str, **query: str) -> str:
    """The address of a page that every page leads to: looking one up takes longer than to print the link."""
    place = _place(name, get_script_prefix())
    return f"{place}?{urlencode(query)}" if query else place


@functools.cache
def _every_link(entries: tuple[tuple[str, str], ...], _language: str, _script_prefix: str) -> tuple[Link, ...]:
    return tuple(Link(_address(name), _(words)) for name, words in entries)


def _links(entries: tuple[tuple[str, str], ...], current_path: str) -> tuple[Link, ...]:
    links = _every_link(entries, translation.get_language() or "", get_script_prefix())
    if any(link.href == current_path for link in links):
        return tuple(replace(link, current=link.href == current_path) for link in links)
    return links


def navigation_for(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The service navigation of a visitor, a claimant or a member of staff; and of staff who are yet to set up a second
    step, who can only leave."""
    if not actor.is_authenticated:
        return VISITOR_AT_STAFFS if here() is Host.STAFF else VISITOR
    if not actor.roles:
        return SIGNED_IN[-1:]
    if actor.is_staff_member:
        return STAFF + SIGNED_IN
    if actor.is_employer:
        return EMPLOYER + SIGNED_IN
    helping = HELPING if actor.has_role(Role.HELPER) else ()
    return (CLAIMANT if actor.has_role(Role.CLAIMANT) else ()) + helping + SIGNED_IN


def _demonstration() -> Demonstration | None:
    if not settings.DEMONSTRATION:
        return None
    from demo.personas import PASSWORD

    return Demonstration(url=_address("demo:index"), today=clock.today(), password=PASSWORD)


def _time_out(actor: Actor, place: str) -> TimeOut | None:
    if not actor.is_authenticated:
        return None
    return TimeOut(
        seconds=settings.SESSION_COOKIE_AGE,
        warning_seconds=settings.SESSION_WARNING_SECONDS,
        ended_url=_address(SIGN_IN[Door.of(actor.roles) if actor.roles else door_here()], next=place, ended="1"),
    )


def _is_written_to_in_welsh(actor: Actor) -> bool:
    return Person.objects.for_actor(actor).filter(language=Language.WELSH).exists()


def page(request: HttpRequest) -> dict[str, Any]:
    """`site` for the frame, `csp_nonce` for inline scripts, and `csrf_input`, which is the same in every form of a
    page: made once, and only if there is one."""
    actor: Actor = getattr(request, "actor", None) or Actor.anonymous()
    place = request.get_full_path()
    chosen, page_language = chosen_language(request), (translation.get_language() or "en")[:2]
    with translation.override(chosen):
        site = Site(
            language=chosen,
            page_language=page_language,
            navigation=_links(navigation_for(actor), request.path),
            footer=_links(FOOTER, request.path),
            feedback_url=_address("home:feedback", page=request.path),
            language_url=_address("accounts:language") if len(settings.LANGUAGES) > 1 else "",
            language_next=page_of(request),
            written_to_in_welsh=chosen != page_language and _is_written_to_in_welsh(actor),
            path=place,
            user_name=actor.name,
            demonstration=_demonstration(),
            time_out=_time_out(actor, place),
        )
    # The nonce is lazy and false until used: as a string it always reaches the page.
    nonce = str(getattr(request, "csp_nonce", ""))
    return {"site": site, "csp_nonce": nonce, "csrf_input": SimpleLazyObject(lambda: csrf_input(request))}
