"""Keeping what was typed: at once, or after showing what is doubtful about it or would go with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from govuk.languages import typed_so_far
from journeys import services
from journeys.answers import Answer, KnownAnswers
from journeys.check import CheckGroup, page_rows
from journeys.definition import Page, Task
from journeys.forms import QuestionForm
from journeys.host import Host, render_for, template_of
from journeys.losses import as_groups, losses, removal, shown_with, token
from journeys.models import DraftItem
from journeys.sitting import Sitting

AGAIN = "again"
"""In the address of a question: its kept answer would not be accepted today, and the page says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """The page being answered, about which entry, and the ways from it."""

    task: Task
    page: Page
    kept: Answer | None
    item: UUID | None
    came_from: str
    back_url: str


def asked(request: HttpRequest, form: type[QuestionForm], kept: Answer | None, known: KnownAnswers) -> QuestionForm:
    """The form of a page with what was answered before, judged again where the address asks for that."""
    if kept is not None and AGAIN in request.GET and typed_so_far() is None:
        return form.answered_with(kept, known=known)
    return form(initial=form.from_answers(kept or {}), known=known)


def keep(request: HttpRequest, host: Host, place: Place, form: QuestionForm) -> HttpResponse:
    """Keep a valid answer and go on.

    An answer that is likely to be a mistake is shown once more, and one that takes other answers off the path shows
    those first. Each is agreed to by sending exactly what was shown again; nothing is kept or removed before that.
    """
    sitting, answer, sure = host.sitting, form.answers(), request.POST.getlist("sure")
    shown = {"form": form, "task": place.task, "page": place.page, "back_url": place.back_url, "is_told": False}
    doubts = [doubt for doubt in form.doubts() if doubt.is_news(answer, place.kept)]
    if doubts and (doubted := token(answer, [str(doubt.message) for doubt in doubts])) not in sure:
        template = template_of(sitting.journey.slug, place.page.slug)
        return render_for(request, host, template, **shown, doubts=doubts, sure=[doubted])
    after = sitting if answer == place.kept else sitting.with_answer(place.page.slug, answer, place.item)
    lost = losses(sitting, after, place.task) if after is not sitting else []
    if lost and (agreed := token(answer, shown_with(sitting, lost))) not in sure:
        return render_for(
            request,
            host,
            "journeys/lost.html",
            **shown,
            back_here=sitting.page_url(place.task, place.page.slug, place.item, came_from=place.came_from),
            new=_as_group(after, place, answer),
            groups=as_groups(sitting, lost),
            sent=_as_pairs(form, answer),
            sure=[*sure, agreed],
            keep_url=sitting.after(place.task, place.item, came_from=place.came_from),
        )
    removing = removal(sitting, after, lost, host.drafts) if lost else services.NOTHING
    try:
        with transaction.atomic():
            services.save_page(
                draft_id=host.draft_of(place.task),
                page=place.page,
                answer=answer,
                by=host.by,
                item=place.item,
                removing=removing,
            )
            host.after_saving(place.page.slug, answer)
    except services.AnswersChanged:
        # Another window changed, at this moment, what was to go: show the page again, with what there is now.
        return redirect(sitting.page_url(place.task, place.page.slug, place.item, came_from=place.came_from))
    except DraftItem.DoesNotExist:
        return redirect(sitting.url(place.task.slug, "list"))
    host.note(place.page.slug, is_answered=place.kept is not None, answered=True)
    return redirect(after.after(place.task, place.item, came_from=place.came_from))


def _as_group(sitting: Sitting, place: Place, answer: Answer) -> CheckGroup:
    """The new answer, in words."""
    rows = page_rows(sitting, place.task, place.item, place.page, answer, came_from="")
    return CheckGroup(task=place.task.slug, title=_("Your new answer"), rows=rows)


def _as_pairs(form: QuestionForm, answer: dict[str, object]) -> list[tuple[str, object]]:
    """What was sent, to be sent again with the page that asks whether to go on."""
    sent = form.as_sent(answer).items()
    return [(name, each) for name, value in sent for each in (value if isinstance(value, list) else [value])]
