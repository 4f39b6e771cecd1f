"""The pages of any journey. The host (a claim, a change) finds the sitting and says who may write; these do the rest.

A host calls them from its own views with a Host: the sitting, the drafts behind it, and who is asking.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from journeys import saving, services
from journeys.check import check_all, check_item, check_task
from journeys.definition import Exit, ListTask, Task
from journeys.forms import RemoveForm, another_form
from journeys.host import Host, render_for, template_of
from journeys.losses import as_groups, losses, removal, shown_with, token
from journeys.saving import Place
from journeys.sitting import CHECK, ITEM_CHECK, ITEM_OF_CHECK, TASK_CHECK, Sitting
from journeys.time_left import minutes_left
from journeys.walked import TaskStatus

P = ParamSpec("P")
CAME_FROM = {CHECK, TASK_CHECK, ITEM_CHECK, ITEM_OF_CHECK}


class GoElsewhere(Exception):
    """This page cannot be shown now: another can."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def _or_elsewhere(
    page: Callable[Concatenate[HttpRequest, Host, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Host, P], HttpResponse]:
    """Lead elsewhere while a gate is closed, when the page says so, or when the answers were sent meanwhile."""

    @functools.wraps(page)
    def shown(request: HttpRequest, host: Host, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if closed := host.closed_gate():
            return redirect(closed)
        try:
            return page(request, host, *args, **kwargs)
        except GoElsewhere as elsewhere:
            return redirect(elsewhere.url)
        except services.DraftClosed:
            return redirect(host.closed_url)

    return shown


@_or_elsewhere
def task_list(request: HttpRequest, host: Host) -> HttpResponse:
    """Every task with its status, in any order."""
    sitting = host.sitting
    rows = [(task, sitting.status(task), sitting.task_url(task)) for task in sitting.tasks()]
    return render_for(request, host, "journeys/task_list.html", rows=rows, minutes_left=minutes_left(sitting))


@_or_elsewhere
def question(
    request: HttpRequest, host: Host, task_slug: str, page_slug: str, item: UUID | None = None
) -> HttpResponse:
    """Ask one page, or keep its answer. A page that may not be visited yet leads to the one that may."""
    task = _open_list(host, task_slug, item) if item else _open_task(host, task_slug)
    sitting, came_from = host.sitting, _came_from(request)
    step = sitting.may_visit(task, page_slug, item)
    if step is None:
        if request.method != "POST" and page_slug not in {page.slug for _task, page in sitting.journey.pages()}:
            # Sent, it was a page when it was opened: what is asked has changed since, and leads on.
            raise Http404
        return redirect(sitting.after(task, item, came_from=came_from))
    back = sitting.back_from(task, step.page, item, came_from=came_from)
    is_answered = step.answer is not None
    if isinstance(step.page, Exit):
        host.note(task.exit_slug, is_answered=is_answered)
        return render_for(request, host, "journeys/exit.html", page=step.page, task=task, back_url=back)
    if sitting.hides_secrets and step.page.form.secret_fields():
        return render_for(request, host, "journeys/withheld.html", task=task, back_url=back)
    known = sitting.known_at(task, step.page, item)
    saved = sitting.responses.page(step.page.slug, item)
    told = host.told_before.get(step.page.slug) if saved is None else None
    if request.method == "POST":
        form = step.page.form(request.POST, known=known)
        if form.is_valid():
            return saving.keep(request, host, Place(task, step.page, step.answer, item, came_from, back), form)
        host.note(page_slug, is_answered=is_answered, mistaken=True)
    else:
        host.note(page_slug, is_answered=is_answered)
        form = saving.asked(request, step.page.form, saved if saved is not None else told, known)
    template = template_of(sitting.journey.slug, step.page.slug)
    shown = {"form": form, "task": task, "page": step.page, "back_url": back, "is_told": told is not None}
    return render_for(request, host, template, **shown, doubts=(), sure=())


@_or_elsewhere
def task_check(request: HttpRequest, host: Host, task_slug: str) -> HttpResponse:
    """Every answer of one task, each with a link to change it."""
    task = _open_task(host, task_slug)
    sitting = host.sitting
    if sitting.status(task) is not TaskStatus.COMPLETED:
        return redirect(sitting.task_url(task))
    return render_for(
        request,
        host,
        "journeys/task_check.html",
        task=task,
        groups=check_task(sitting, task, came_from=TASK_CHECK),
        back_url=sitting.url(),
    )


@_or_elsewhere
def check(request: HttpRequest, host: Host, /, template: str, **of_answers: Callable[[Sitting], Any]) -> HttpResponse:
    """Every answer of the journey, once all is answered, in the host's own template, with what it makes of them."""
    sitting = host.sitting
    if not sitting.is_complete:
        return redirect(sitting.url())
    host.note(CHECK, is_answered=False)
    made = {name: make(sitting) for name, make in of_answers.items()}
    tasks = check_all(sitting, came_from=CHECK)
    return render_for(request, host, template, tasks=tasks, back_url=sitting.url(), **made)


@_or_elsewhere
def item_check(request: HttpRequest, host: Host, task_slug: str, item: UUID) -> HttpResponse:
    """Every answer about one entry of a list."""
    task, came_from = _open_list(host, task_slug, item), _came_from(request)
    sitting = host.sitting
    if not sitting.item_is_complete(task, item):
        return redirect(sitting.after(task, item, came_from=came_from))
    group = check_item(sitting, task, item, came_from=ITEM_OF_CHECK if came_from == CHECK else ITEM_CHECK)
    back = sitting.url(task.slug, "list") + (f"?from={came_from}" if came_from else "")
    return render_for(request, host, "journeys/item_check.html", task=task, group=group, back_url=back)


@_or_elsewhere
def list_summary(request: HttpRequest, host: Host, task_slug: str) -> HttpResponse:
    """The entries of a list, and whether there is another to add."""
    task, came_from = _open_list(host, task_slug), _came_from(request)
    sitting = host.sitting
    if not sitting.lists_items(task) or sitting.first_unanswered(task):
        return redirect(sitting.after(task, came_from=came_from))
    items = sitting.items(task)
    Another = another_form(task.words.another, task.words.another_missing)
    form = Another(initial=sitting.responses.page(task.another_slug) or {})
    incomplete = [i for i in items if not sitting.item_is_complete(task, i)]
    is_answered = sitting.responses.page(task.another_slug) == {"another": False}
    if request.method == "POST":
        form = Another(request.POST)
        host.note(task.another_slug, is_answered=is_answered, answered=form.is_valid(), mistaken=not form.is_valid())
        if form.is_valid():
            if form.cleaned_data["another"] or not items:
                return _add(host, task, came_from)
            if incomplete:
                return redirect(sitting.after(task, incomplete[0], came_from=came_from))
            services.save_another(draft_id=host.draft_of(task), task=task, another=False, by=host.by)
            return redirect(sitting.url(CHECK) if came_from == CHECK else sitting.url(task.slug, "check"))
    else:
        host.note(task.another_slug, is_answered=is_answered)
    rows = [(item, task.item_name(sitting.entry(task, item)), item not in incomplete) for item in items]
    last = sitting.steps(task)[-1].page
    return render_for(
        request,
        host,
        "journeys/list.html",
        task=task,
        form=form,
        rows=rows,
        item_urls={item: _item_url(sitting, task, item, came_from) for item in items},
        came_from=came_from,
        full=len(items) >= task.maximum,
        back_url=sitting.page_url(task, last.slug, came_from=came_from),
    )


@_or_elsewhere
def add_item(request: HttpRequest, host: Host, task_slug: str) -> HttpResponse:
    """Start another entry (by POST), and ask its first page."""
    task = _open_list(host, task_slug)
    if request.method != "POST" or host.sitting.first_unanswered(task):
        return redirect(host.sitting.url(task.slug, "list"))
    return _add(host, task, _came_from(request))


@_or_elsewhere
def remove_item(request: HttpRequest, host: Host, task_slug: str, item: UUID) -> HttpResponse:
    """Confirm that an entry goes, then take it out."""
    task, came_from = _open_list(host, task_slug), _came_from(request)
    sitting = host.sitting
    if item not in sitting.items(task):
        return redirect(sitting.url(task.slug, "list"))
    name = task.item_name(sitting.entry(task, item)) or str(task.words.item)
    without = sitting.without(task, item)
    lost = [loss for loss in losses(sitting, without, task) if loss.item != item]
    agreed = token(shown_with(sitting, lost))
    sent = request.method == "POST" and (not lost or agreed in request.POST.getlist("sure"))
    form = RemoveForm(request.POST if sent else None)
    form.fields["remove"].label = str(task.words.remove).format(name=name)
    form.fields["remove"].missing = task.words.remove_missing  # type: ignore[attr-defined]
    list_url = sitting.url(task.slug, "list") + (f"?from={came_from}" if came_from else "")
    if sent and form.is_valid():
        if form.cleaned_data["remove"]:
            going = removal(sitting, without, lost, host.drafts) if lost else services.NOTHING
            try:
                services.remove_item(draft_id=host.draft_of(task), task=task, item=item, by=host.by, removing=going)
            except services.AnswersChanged:
                # Another window changed, at this moment, what was to go with it: show what there is now.
                return redirect(request.get_full_path())
        return redirect(list_url)
    return render_for(
        request,
        host,
        "journeys/remove.html",
        task=task,
        form=form,
        groups=as_groups(sitting, lost),
        sure=[agreed] if lost else (),
        back_url=list_url,
    )


def _item_url(sitting: Sitting, task: ListTask, item: UUID, came_from: str) -> str:
    """Where to look at an entry: at what it still lacks, else at its answers, or its only page."""
    page = sitting.first_unanswered(task, item)
    if page is None:
        return sitting.url(task.slug, "item", str(item), "check") + (f"?from={came_from}" if came_from else "")
    return sitting.page_url(task, page.slug, item, came_from=came_from)


def _add(host: Host, task: ListTask, came_from: str) -> HttpResponse:
    try:
        item = services.add_item(draft_id=host.draft_of(task), task=task, by=host.by)
    except services.ListFull:
        return redirect(host.sitting.url(task.slug, "list"))
    return redirect(host.sitting.after(task, item, came_from=came_from))


def _open_task(host: Host, slug: str) -> Task:
    """The task, or elsewhere while it cannot be started. An unknown task is not found."""
    try:
        task = host.sitting.journey.task(slug)
    except KeyError:
        raise Http404 from None
    if host.sitting.status(task) is TaskStatus.CANNOT_START:
        raise GoElsewhere(host.sitting.url())
    return task


def _open_list(host: Host, slug: str, item: UUID | None = None) -> ListTask:
    """The list, and the entry if one is named; one that is gone, or no longer counts, leads to what does."""
    task = _open_task(host, slug)
    if not isinstance(task, ListTask):
        raise Http404
    if item is not None and item not in host.sitting.items(task):
        raise GoElsewhere(host.sitting.url(task.slug, "list"))
    return task


def _came_from(request: HttpRequest) -> str:
    value = request.GET.get("from", "")
    return value if value in CAME_FROM else ""
