"""Help beside a page: what people ask there, and how to reach us, in the frame of every page that has a kind.

Every page pays for it, so nearly nothing is done for one: the panel of a kind in a language is drawn again only when
what it says of now has changed, and what it says of now is worked out once a minute.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import clock
from support.contents import Kind, content
from support.reaching import Reach, best_way

_NOTHING = mark_safe("")


def kind_of(request: HttpRequest | None) -> Kind | None:
    """The kind of the page somebody asked for; None for a page without help, and for one that there is not."""
    match = request.resolver_match if request is not None else None
    return content().kind_of(match.view_name, match.kwargs) if match else None


def panel(request: HttpRequest | None) -> SafeString:
    """For templates: `{{ help_panel(request) }}` is the help of the page, or nothing."""
    kind = kind_of(request)
    if kind is None:
        return _NOTHING
    language = translation.get_language() or "en"
    return _drawn(kind.slug, language, _reach(kind.channel, language, int(clock.now().timestamp()) // 60))


@lru_cache(maxsize=64)
def _reach(channel: str, language: str, minute: int) -> Reach:  # noqa: ARG001 - part of what it is kept by
    return best_way(channel, clock.now())


@lru_cache(maxsize=256)
def _drawn(slug: str, language: str, way: Reach) -> SafeString:  # noqa: ARG001 - part of what it is kept by
    kind = content().kinds[slug]
    asked = [content().questions[each] for each in kind.questions]
    context: dict[str, Any] = {
        "questions": [(_(each.ask), _(each.answer)) for each in asked],
        "way": way,
        "new_tab": kind.is_form,
    }
    template = engines["jinja2"].get_template("support/panel.html")
    return mark_safe(template.render(context).strip())
