"""What somebody has to do: all of it, and each thing by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import access, clock
from core.calendar_file import CalendarEvent, calendar_response
from core.hosts import Host, origin_of
from core.http import Request
from core.states import MoveRefused
from govuk.formatting import day
from journal.deadlines import MoreTimeState
from journal.forms import MoreTimeForm, WhyLateForm
from journal.missing import tell_why_late
from journal.models import Todo, TodoState
from journal.more_time import (
    CannotAskForTime,
    ask_more_time,
    day_at_once,
    given_until,
    latest_day,
    take_back_asking,
)
from journal.pauses import pause_of
from journal.selectors import in_order, standing_of
from journal.services import complete_todo

DONE = "done"
TAKE_BACK = "take-back"
REMINDED = timedelta(hours=15)
"""Before the day begins: at nine in the morning of the day before."""


@access.roles("claimant")
def todos(request: Request) -> HttpResponse:
    """What the signed-in person has to do, by when, why, and what happens if they do not."""
    today = clock.today()
    mine = list(in_order(Todo.objects.for_actor(request.actor)))
    pause = pause_of(mine[0].person_id, today) if mine else None
    shown = [(todo, todo.is_late(today) and not pause, todo.when(today)) for todo in mine]
    return render(request, "journal/todos.html", {"todos": shown, "pause": pause})


@access.roles("claimant")
def show(request: Request, todo_id: UUID) -> HttpResponse:
    """One of them, whatever became of it: how to do it, what if they cannot, and what was said about it."""
    todo = _own(request, todo_id)
    if request.method == "POST":
        return _press(request, todo)
    return render(request, "journal/todo.html", {"todo": todo, "standing": standing_of(todo, clock.today())})


def _press(request: Request, todo: Todo) -> HttpResponse:
    """What the page's buttons do. Pressed again, or when it is too late for it, they do nothing."""
    pressed = request.POST.get("do")
    if pressed == DONE and todo.state == TodoState.OPEN and todo.words.done_by_saying:
        try:
            complete_todo(todo=todo, by=request.actor)
        except MoveRefused:
            return redirect("journal:todo", todo.pk)
        messages.success(request, _("Thank you. We noted that you have done it."))
    elif pressed == TAKE_BACK:
        take_back_asking(todo=todo, by=request.actor)
    return redirect("journal:todo", todo.pk)


@access.roles("claimant")
def more_time(request: Request, todo_id: UUID) -> HttpResponse:
    """Until when they need time, and why."""
    todo = _own(request, todo_id)
    latest = latest_day(todo)
    if latest is None or todo.due is None:
        return _too_late(request, todo)
    days: dict[str, Any] = {"latest": latest, "at_once": day_at_once(todo), "due": todo.due}
    if request.method == "POST":
        form = MoreTimeForm(request.POST, **days, is_given=given_until(todo) is not None)
    else:
        form = MoreTimeForm(**days)
    if form.is_bound and form.is_valid():
        try:
            given = form.cleaned_data
            asked = ask_more_time(todo=todo, until=given["until"], why=given["reason"], by=request.actor)
        except CannotAskForTime:
            return _too_late(request, todo)  # Somebody gave them more in the meantime, or it is done.
        if asked.state == MoreTimeState.ALLOWED:
            messages.success(request, _("You have until %(day)s.") % {"day": day(asked.until)})
        else:
            messages.success(request, _("You have asked for more time. We will look at it and tell you."))
        return redirect("journal:todo", todo.pk)
    return render(request, "journal/more_time.html", {"todo": todo, "form": form})


@access.roles("claimant")
def why_late(request: Request, todo_id: UUID) -> HttpResponse:
    """What stopped them from doing it in time."""
    todo = _own(request, todo_id)
    if not todo.is_late(clock.today()):
        return _too_late(request, todo)
    form = WhyLateForm(request.POST) if request.method == "POST" else WhyLateForm()
    if form.is_bound and form.is_valid():
        try:
            tell_why_late(todo=todo, why=form.cleaned_data["why_late"], by=request.actor)
        except MoveRefused:
            return _too_late(request, todo)  # It is done, or they were given more time.
        messages.success(request, _("Thank you for telling us. Somebody reads it before anything is decided."))
        return redirect("journal:todo", todo.pk)
    return render(request, "journal/more_time.html", {"todo": todo, "form": form})


@access.roles("claimant")
def calendar(request: Request, todo_id: UUID) -> HttpResponse:
    """Its day, for their own calendar: that there is something to do, and not what."""
    todo = _own(request, todo_id)
    if todo.due is None or todo.state != TodoState.OPEN:
        return redirect("journal:todo", todo.pk)
    event = CalendarEvent(
        key=f"todo-{todo.pk}",
        title=_("Something to do in your account"),
        details=_("Sign in to see what it is."),
        start=todo.due,
        end=todo.due,
        url=origin_of(Host.PUBLIC) + reverse("journal:todo", args=[todo.pk]),
        version=max(todo.due_days.count() - 1, 0),
        remind_before=REMINDED,
    )
    return calendar_response(event, now=clock.now(), name="to-do")


def _too_late(request: Request, todo: Todo) -> HttpResponse:
    """To the to-do, which is not what it was when they opened the page; what they sent then is not kept, and that is
    said."""
    if request.method == "POST":
        messages.info(
            request, _("This has changed since you opened the page, so what you sent was not kept. See how it is now.")
        )
    return redirect("journal:todo", todo.pk)


def _own(request: Request, todo_id: UUID) -> Todo:
    todo: Todo = get_object_or_404(Todo.objects.for_actor(request.actor), pk=todo_id)
    return todo
