"""A person's own conversations, and the same for whoever helps them with these."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record
from conversations.files import file_in
from conversations.forms import SearchForm, StartForm, WriteForm
from conversations.looking_after import looked_after_by
from conversations.models import Conversation, Side, first_name
from conversations.readers import Reader, helped, own
from conversations.selectors import MOST_PRINTED, POSTS_A_PAGE, by_days, latest_first
from conversations.selectors import search as look_for
from conversations.services import mark_read, start_conversation, write
from conversations.topics import ONE_PERSON
from conversations.writing import writing
from core import clock
from core.http import Request
from documents.serving import download
from govuk.formatting import weekday_and_day

CONVERSATIONS_A_PAGE = 20


def _everything(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All of them, unread ones first."""
    page = Paginator(reader.conversations.unread_first(), CONVERSATIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reader": reader, "today": clock.today()}
    return render(request, "conversations/list.html", context)


def _start(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Write to us about something."""
    done = writing(
        request,
        StartForm,
        owner_id=reader.person.pk,
        by=reader.by,
        send=lambda **given: start_conversation(person=reader.person, by=reader.by, **given),
    )
    if done.post:
        return _sent(request, reader, done.post.conversation)
    context = {"reader": reader, "writing": done, "has_errors": done.has_errors}
    return render(request, "conversations/start.html", context)


def _show(request: HttpRequest, reader: Reader, conversation_id: UUID) -> HttpResponse:
    """One of them, what was written last at its end, and a form to answer. Its owner has read it then."""
    conversation = get_object_or_404(reader.conversations, pk=conversation_id)
    conversation.person = reader.person
    done = writing(
        request,
        WriteForm,
        owner_id=reader.person.pk,
        by=reader.by,
        send=lambda **given: write(conversation=conversation, by=reader.by, **given),
    )
    if done.post:
        return _sent(request, reader, done.post.conversation)
    page = Paginator(latest_first(conversation), POSTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "reader": reader,
        "conversation": conversation,
        "page": page,
        "days": by_days(conversation, page.object_list),
        "with_whom": with_whom(conversation),
        "is_late": conversation.is_late(clock.today()),
        "writing": done,
        "has_errors": done.has_errors,
    }
    response = render(request, "conversations/show.html", context)
    if reader.help_id is None and page.number == 1 and conversation.is_unread:
        mark_read(conversation=conversation, side=Side.PERSON)
    return response


def with_whom(conversation: Conversation) -> str:
    """Whom it is with, as the person reads it: the first name of one human being, where there is one."""
    if conversation.with_whom not in ONE_PERSON:
        return _("the %(team)s") % {"team": conversation.get_with_whom_display()}
    found = looked_after_by(conversation.person_id).get(conversation.with_whom)
    if found is None:
        return _("our team, until you have a %(role)s") % {"role": conversation.get_with_whom_display()}
    return _("%(name)s, your %(role)s") % {
        "name": first_name(found.staff.name),
        "role": conversation.get_with_whom_display(),
    }


def _sent(request: HttpRequest, reader: Reader, conversation: Conversation) -> HttpResponse:
    day: date | None = conversation.reply_by
    if day is None:
        messages.success(request, _("We have your message."))
    else:
        by_day = {"day": weekday_and_day(day)}
        messages.success(request, _("We have your message. We will answer by %(day)s.") % by_day)
    return redirect(reader.url("show", conversation.pk))


@own
@require_safe
def everything(request: Request, reader: Reader) -> HttpResponse:
    """One's own conversations."""
    return _everything(request, reader)


@own
def start(request: Request, reader: Reader) -> HttpResponse:
    """Begin one."""
    return _start(request, reader)


@own
def show(request: Request, reader: Reader, conversation_id: UUID) -> HttpResponse:
    """Read one, and answer."""
    return _show(request, reader, conversation_id)


@own
def on_paper(request: Request, reader: Reader, conversation_id: UUID) -> HttpResponse:
    """All of one, without anything to press, for printing."""
    conversation = get_object_or_404(reader.conversations, pk=conversation_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    posts = list(latest_first(conversation)[: MOST_PRINTED + 1])
    context = {
        "reader": reader,
        "conversation": conversation,
        "days": by_days(conversation, posts[:MOST_PRINTED]),
        "with_whom": with_whom(conversation),
        "has_more": len(posts) > MOST_PRINTED,
    }
    return render(request, "conversations/print.html", context)


@own
def search(request: Request, reader: Reader) -> HttpResponse:
    """Look for words in one's journal and messages. What is looked for is in no address, so that no log has it."""
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    found = look_for(reader.by, form.cleaned_data["words"]) if form.is_bound and form.is_valid() else None
    return render(request, "conversations/search.html", {"form": form, "found": found})


@helped
@require_safe
def helped_list(request: Request, reader: Reader) -> HttpResponse:
    """The conversations of somebody who is helped."""
    return _everything(request, reader)


@helped
def helped_start(request: Request, reader: Reader) -> HttpResponse:
    """Begin one for somebody who is helped."""
    return _start(request, reader)


@helped
def helped_show(request: Request, reader: Reader, conversation_id: UUID) -> HttpResponse:
    """Read one of somebody who is helped, and answer for them."""
    return _show(request, reader, conversation_id)


@helped
def helped_file(request: Request, reader: Reader, document_id: UUID) -> HttpResponseBase:
    """A file in a conversation of somebody who is helped, to be saved."""
    document = file_in(reader.conversations, document_id)
    if document is None:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return download(
        document,
        noted=lambda: record("file_downloaded", by=reader.by, subject=document, person_id=document.owner_id),
    )
