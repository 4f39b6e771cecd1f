"""What claimants were asked to do: asking for more, answering who asks for time, and looking at what was not done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.pausing import note_bereavement
from claims.showing import TODO as EVIDENCE
from core import access, clock
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from govuk.formatting import day
from journal.deadlines import MissedState, MoreTimeState
from journal.missing import note_for_decision
from journal.models import Todo, TodoState
from journal.more_time import CannotAskForTime, give_more_time, refuse_more_time
from journal.pauses import pause_of, stood_still
from journal.selectors import Standing, standing_of
from journal.services import answer_todo
from staff.access import Record, record_page
from staff.circumstances import circumstances_of
from staff.pages import record_response, whose_page
from staff.todo_forms import DONE, GIVE, NOT_NEEDED, NOTE, REFUSE, AskTodoForm, BereavementForm, TodoForm
from staff.todos import ask_todo, todos_waiting, with_claims

TODOS_A_PAGE = 20
MAY_EXPLAIN = ("health", "pregnancy", "caring", "carer", "course", "stopped_work", "bereavement")
"""Kinds of circumstance that may say why somebody did not do something."""


@access.staff(Permission.DEAL_WITH_TODOS)
@require_safe
def waiting(request: Request) -> HttpResponse:
    """What was not done in time, and for what more time is asked, the one that has been due the longest first."""
    page = Paginator(todos_waiting(request.actor), TODOS_A_PAGE).get_page(request.GET.get("page"))
    rows = with_claims(page.object_list, request.actor)
    return render(request, "staff/todos_waiting.html", {"page": page, "rows": rows})


@record_page(Permission.DEAL_WITH_TODOS)
def show(request: Request, record: Record) -> HttpResponse:
    """All that somebody was asked to do, what is open first, and asking for more. Of a couple, first whom."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:todos_of", _("Whose to-dos?"))
    form = AskTodoForm(request.POST) if request.method == "POST" else AskTodoForm()
    if form.is_bound and form.is_valid():
        ask_todo(claim=record.claim, person=record.person, by=request.actor, **form.cleaned_data)
        messages.success(request, _("We asked the claimant for it."))
        return _back(record)
    today = clock.today()
    page = Paginator(_of(record).order_by("-created_at", "-pk"), TODOS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "todos": [(todo, todo.when(today)) for todo in page.object_list],
        "pause": pause_of(record.person.pk, today),
    }
    return record_response(request, "staff/todos.html", record, context)


@record_page(Permission.DEAL_WITH_TODOS)
def pause(request: Request, record: Record) -> HttpResponse:
    """Somebody close to them died: until when their to-dos stand still."""
    form = BereavementForm(request.POST) if request.method == "POST" else BereavementForm()
    if form.is_bound and form.is_valid():
        until = form.cleaned_data["until"]
        note_bereavement(claim=record.claim, person=record.person, until=until, by=request.actor)
        messages.success(request, _("Their to-dos stand still until %(day)s.") % {"day": day(until)})
        return _back(record)
    return record_response(request, "staff/todos_pause.html", record, {"form": form})


@record_page(Permission.DEAL_WITH_TODOS)
def one(request: Request, record: Record, todo_id: UUID) -> HttpResponse:
    """One of them: the days that it had, what was said, what may explain that it was not done; and what follows."""
    todo = get_object_or_404(_of(record), pk=todo_id)
    standing = standing_of(todo, clock.today())
    context: dict[str, Any] = {"todo": todo, "standing": standing}
    if todo.state == TodoState.OPEN:
        form = TodoForm(request.POST if request.method == "POST" else None, can=_can(todo, standing))
        if form.is_bound and form.is_valid() and _is_done(request, todo, form):
            return _back(record)
        context["form"] = form
        facts = circumstances_of(record.claim, [record.person], MAY_EXPLAIN)
        context["circumstances"] = facts
    elif request.method == "POST":
        return _back(record)
    return record_response(request, "staff/todo.html", record, context)


def _can(todo: Todo, standing: Standing) -> list[str]:
    """What may be decided now."""
    asks = standing.asked is not None and standing.asked.state == MoreTimeState.ASKED
    is_missed = standing.missed is not None and standing.missed.state == MissedState.WAITING
    is_missed = is_missed and not stood_still([todo.person_id], clock.today())
    return [
        *([GIVE] if todo.due else []),
        *([REFUSE] if asks else []),
        *([DONE] if not todo.url else []),
        *([NOT_NEEDED] if todo.kind != EVIDENCE else []),  # the page for evidence does that, with what was asked for
        *([NOTE] if is_missed else []),
    ]


def _is_done(request: Request, todo: Todo, form: TodoForm) -> bool:
    """Do what was decided; False, with what is wrong on the form, where that cannot be."""
    what, words, by = form.cleaned_data["what"], form.cleaned_data["words"], request.actor
    try:
        if what == GIVE:
            give_more_time(todo=todo, until=form.cleaned_data["until"], words=words, by=by)
        elif what == REFUSE:
            refuse_more_time(todo=todo, words=words, by=by)
        elif what == NOTE:
            note_for_decision(todo=todo, words=words, by=by)
        else:
            answer_todo(todo=todo, is_done=what == DONE, words=words, by=by)
    except CannotAskForTime:
        form.add_error("until", _("Enter a day after the one that it has"))
        return False
    except MoveRefused:
        messages.info(request, _("That was dealt with already."))
        return True
    messages.success(request, _("Saved. We told the claimant."))
    return True


def _of(record: Record) -> Any:
    return Todo.objects.of_person(record.person.pk)


def _back(record: Record) -> HttpResponse:
    return redirect("staff:todos_of", record.claim.reference, record.person.pk)
