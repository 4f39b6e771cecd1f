"""Pieces of a page that are the same for everybody, kept once they are drawn.

The frame is most of a page and hardly differs from one to the next. What differs is either one of a few things that it
depends on (the language, whose navigation it is), each of which is drawn once, or is put into it each time.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping
from typing import Any

import jinja2
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.safestring import SafeString

from govuk.holes import filled, hole, pieces
from govuk.languages import ENGLISH


@jinja2.pass_environment
def part(
    environment: jinja2.Environment,
    name: str,
    language: str,
    holes: Mapping[str, Any] | None = None,
    /,
    **given: Hashable,
) -> SafeString:
    """For templates: this template in a language ("" is that of the page), drawn once for each combination of what it
    is given.

    It sees nothing but what it is given, and that is kept in the memory of the process: so it is never given what is
    about a person, nor what differs on every page. Such things are its holes: it may only print them, and they are put
    in, escaped, each time.
    """
    holes, language = holes or {}, language or translation.get_language() or ENGLISH
    drawn = _drawn(environment, name, language, get_script_prefix(), tuple(holes), tuple(given.items()))
    return filled(drawn, holes.__getitem__)


@functools.lru_cache(maxsize=500)
def _drawn(
    environment: jinja2.Environment,
    name: str,
    language: str,
    _script_prefix: str,  # addresses begin with it
    holes: tuple[str, ...],
    given: tuple[tuple[str, Hashable], ...],
) -> tuple[str, ...]:
    with translation.override(language):
        return pieces(environment.get_template(name).render({**dict(given), **{each: hole(each) for each in holes}}))
