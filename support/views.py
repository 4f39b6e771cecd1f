"""Pages of help: questions people ask, how to reach us."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access, clock
from core.http import Request
from support.contents import Question, content
from support.forms import SearchForm
from support.reaching import ways
from support.search import LONGEST, find


@access.public
@require_safe
def questions(request: Request) -> HttpResponse:
    """Every question in its group, or those that somebody searched for."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    asked = content().questions.values()
    groups = [
        (_(title), [_shown(each) for each in asked if each.group == slug]) for slug, title in content().groups.items()
    ]
    return render(
        request,
        "support/questions.html",
        {
            "search": SearchForm(initial={"q": wanted}),
            "wanted": wanted,
            "found": [_shown(each) for each in find(wanted)] if wanted else [],
            "groups": groups,
        },
    )


@access.public
@require_safe
def question(request: Request, slug: str) -> HttpResponse:
    """One question with its whole answer, and the others of its group."""
    asked = content().questions.get(slug)
    if asked is None:
        raise Http404
    others = [each for each in content().questions.values() if each.group == asked.group and each is not asked]
    return render(
        request,
        "support/question.html",
        {
            "question": asked,
            "ask": _(asked.ask),
            "paragraphs": [_(each) for each in (asked.answer, *asked.more)],
            "page_words": _(asked.page_words) if asked.page else "",
            "group": _(content().groups[asked.group]),
            "others": [_shown(each) for each in others],
        },
    )


@access.public
@require_safe
def contact(request: Request) -> HttpResponse:
    """Every way to reach us, when, and what it is good for."""
    return render(request, "support/contact.html", {"ways": ways(clock.now())})


def _shown(asked: Question) -> tuple[str, str, str]:
    return asked.slug, _(asked.ask), _(asked.answer)
