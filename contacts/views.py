"""What we wrote down about being in touch: for whom it is about, and whoever helps them with their messages."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record
from contacts.files import file_of
from contacts.forms import NotRightForm
from contacts.selectors import Shown, contacts_of, shown
from contacts.services import about, say_not_right
from conversations.readers import Reader, helped, own
from conversations.writing import Sent, sent_post, writing
from core import clock
from core.http import Request
from documents.serving import download
from govuk.formatting import weekday_and_day

A_PAGE = 20


def _address(reader: Reader, page: str, *args: Any) -> str:
    if reader.help_id is not None:
        return reverse(f"contacts:helped_{page}", args=[reader.help_id, *args])
    return reverse("documents:own_file" if page == "file" else f"contacts:{page}", args=args)


def _found(reader: Reader, contact_id: UUID) -> Shown:
    found = shown(reader.person.pk, contact_id)
    if found is None:
        raise Http404
    return found


def _context(reader: Reader, **more: Any) -> dict[str, Any]:
    return {"reader": reader, "address_of": lambda page, *args: _address(reader, page, *args), **more}


def _everything(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All of it, the newest first."""
    page = Paginator(contacts_of(reader.person.pk), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "contacts/list.html", _context(reader, page=page, today=clock.today()))


def _show(request: HttpRequest, reader: Reader, contact_id: UUID) -> HttpResponse:
    """One of them: what was said and agreed, as it says now and said before."""
    found = _found(reader, contact_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    late = found.promise is not None and found.promise.is_late(clock.today())
    return render(request, "contacts/show.html", _context(reader, shown=found, is_late=late))


def _not_right(request: HttpRequest, reader: Reader, contact_id: UUID) -> HttpResponse:
    """Say what is not right with it, once: whoever said so already goes on in that conversation, also with what they
    typed here."""
    found = _found(reader, contact_id)
    if found.open_dispute and request.method != "POST":
        return redirect(reader.url("show", found.open_dispute.conversation_id))
    contact = found.now
    contact.person = reader.person
    done = writing(
        request,
        NotRightForm,
        owner_id=reader.person.pk,
        by=reader.by,
        sent=functools.partial(_sent, found),
        send=lambda **given: say_not_right(contact=contact, by=reader.by, **given),
    )
    if done.post:
        talk = done.post.conversation
        day = {"day": weekday_and_day(talk.reply_by)}
        messages.success(request, _("We have your message. We will answer by %(day)s.") % day)
        return redirect(reader.url("show", talk.pk))
    context = _context(reader, shown=found, writing=done, has_errors=done.has_errors)
    return render(request, "contacts/not_right.html", context)


def _sent(found: Shown, owner_id: UUID, key: UUID) -> Sent | None:
    """What was said under this key of what is not right, as it was typed: the first words name what it is about."""
    sent = sent_post(owner_id, key)
    if sent is None:
        return None
    words = sent.had["words"]
    for each in (found.now, *found.before):
        words = words.removeprefix(about(each))
    return replace(sent, had={**sent.had, "words": words})


@own
@require_safe
def everything(request: Request, reader: Reader) -> HttpResponse:
    """What was written down about oneself."""
    return _everything(request, reader)


@own
def show(request: Request, reader: Reader, contact_id: UUID) -> HttpResponse:
    """Read one."""
    return _show(request, reader, contact_id)


@own
def not_right(request: Request, reader: Reader, contact_id: UUID) -> HttpResponse:
    """Say that one is not right."""
    return _not_right(request, reader, contact_id)


@helped
@require_safe
def helped_list(request: Request, reader: Reader) -> HttpResponse:
    """What was written down about somebody who is helped."""
    return _everything(request, reader)


@helped
@require_safe
def helped_show(request: Request, reader: Reader, contact_id: UUID) -> HttpResponse:
    """Read one of somebody who is helped."""
    return _show(request, reader, contact_id)


@helped
def helped_not_right(request: Request, reader: Reader, contact_id: UUID) -> HttpResponse:
    """Say, for somebody who is helped, that one is not right."""
    return _not_right(request, reader, contact_id)


@helped
@require_safe
def helped_file(request: Request, reader: Reader, document_id: UUID) -> HttpResponseBase:  # noqa: ARG001
    """A file that goes with one of somebody who is helped, to be saved."""
    document = file_of(reader.person.pk, document_id)
    if document is None:
        raise Http404
    return download(
        document,
        noted=lambda: record("file_downloaded", by=reader.by, subject=document, person_id=document.owner_id),
    )
