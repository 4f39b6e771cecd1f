"""A person's own to-dos and journal."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from core import access, clock
from core.http import Request
from journal.models import Entry, Todo
from journal.selectors import in_order, newest_first

ENTRIES_A_PAGE = 20


@access.roles("claimant")
def todos(request: Request) -> HttpResponse:
    """What the signed-in person has to do, by when, why, and what happens if they do not."""
    today = clock.today()
    mine = [(todo, todo.is_late(today)) for todo in in_order(Todo.objects.for_actor(request.actor))]
    return render(request, "journal/todos.html", {"todos": mine})


@access.roles("claimant")
def journal(request: Request) -> HttpResponse:
    """What has happened, the newest first."""
    entries = Paginator(newest_first(Entry.objects.for_actor(request.actor)), ENTRIES_A_PAGE)
    return render(request, "journal/journal.html", {"page": entries.get_page(request.GET.get("page"))})
