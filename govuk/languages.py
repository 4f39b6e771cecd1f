"""Which language somebody reads in, and which of its pages are translated.

The frame of every page is in the language somebody chose. What is within it stays in English until every string is
translated: a page of both languages serves nobody, and a screen reader must be told which one it reads.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation.trans_real import DjangoTranslation, catalog
from markupsafe import Markup

ENGLISH = "en"
_A_YEAR_SECONDS = 365 * 24 * 60 * 60


def chosen_language(request: HttpRequest) -> str:
    """The language that the person asking chose, or their browser asks for: "en" or "cy"."""
    return (getattr(request, "LANGUAGE_CODE", None) or translation.get_language() or ENGLISH)[:2]


def page_language(chosen: str) -> str:
    """The language of what is within the frame: the one chosen, once every string has words in it."""
    return chosen if chosen == ENGLISH or is_complete(chosen) else ENGLISH


def is_complete(language: str) -> bool:
    """Whether every string is translated, going by the catalogue."""
    return all(_is_complete(Path(folder) / language / "LC_MESSAGES" / "django.po") for folder in settings.LOCALE_PATHS)


@functools.cache
def _is_complete(catalogue: Path) -> bool:
    # Read once in the life of a process that somebody asks for Welsh of, and slow to import.
    from babel.messages.pofile import read_po

    if not catalogue.exists():
        return False
    with catalogue.open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    return all(all(m.string if isinstance(m.string, tuple) else (m.string,)) and not m.fuzzy for m in messages)


def use_language(request: HttpRequest, language: str) -> None:
    """Answer this request in a language."""
    request.LANGUAGE_CODE = language
    translation.activate(page_language(language))


def remember_language(response: HttpResponseBase, language: str, *, is_secure: bool) -> None:
    """Have this browser show the pages in a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR_SECONDS,
        secure=is_secure,
        httponly=True,
        samesite="Lax",
    )


def in_language(language: str, caller: Callable[[], SafeString]) -> SafeString:
    """For templates: `{% call in_language("cy") %}...{% endcall %}` renders what is within it in a language."""
    with translation.override(language):
        return caller()


def translated(text: str, /, **given: Any) -> Markup:
    """For templates: `_("By %(day)s", day=...)` is this text in the language of the page, what is given escaped in it.

    What templates say is looked up once in each language: a page says a hundred things, and Jinja's own way copies all
    that a template knows to say each.
    """
    words = catalog()  # each language has its own: what was looked up is kept by it
    return _said_with(words, text) % given if given else _said(words, text)


@functools.lru_cache(maxsize=5_000)
def _said_with(_words: DjangoTranslation, text: str) -> Markup:
    return Markup(translation.gettext(text))  # noqa: S704 - ours, from a template


@functools.lru_cache(maxsize=5_000)
def _said(words: DjangoTranslation, text: str) -> Markup:
    return _said_with(words, text) % {}  # "100%%" is written for "100%", whether or not anything is given


class LanguageMiddleware(LocaleMiddleware):
    """Answers in the language that this browser was told, or asks for, as far as there is one."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        use_language(request, request.LANGUAGE_CODE)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        # The next request that this thread answers is somebody else's.
        translation.deactivate()
        return response


_typed: ContextVar[QueryDict | None] = ContextVar("typed", default=None)


def keep_typed(data: QueryDict | None) -> None:
    """While this request is answered, forms show what was typed so far; None forgets it."""
    _typed.set(data)


def typed_so_far() -> QueryDict | None:
    """What was typed on a page whose reader then asked for it in the other language."""
    return _typed.get()
