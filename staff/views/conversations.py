"""What people write to us: what waits for an answer, and reading and answering it on a claimant's record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.actors import actor_for
from accounts.models import User
from audit.services import record as note
from claims.closeness import is_kept
from claims.records import record_contact
from conversations.files import file_in
from conversations.forms import StaffStartForm, StaffWriteForm
from conversations.looking_after import look_after, looked_after_by
from conversations.models import Conversation, Side
from conversations.selectors import POSTS_A_PAGE, by_days, latest_first
from conversations.services import StillToAnswer, close_conversation, mark_read, start_conversation, write
from conversations.topics import WithWhom
from conversations.writing import writing
from core import access, clock
from core.actor import Actor
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from documents.models import Document
from documents.serving import download
from staff.access import Record, record_page
from staff.conflicts import colleagues_of
from staff.knowing_forms import LooksAfterForm
from staff.messages import LISTS, claim_to_read, for_staff, to_answer, with_references
from staff.pages import record_response, whose_page

A_PAGE = 20
Shown = Callable[[dict[str, Any]], HttpResponse]


@access.staff(Permission.ANSWER_MESSAGES)
@require_safe
def waiting(request: Request) -> HttpResponse:
    """What waits for an answer, the soonest day first: without its words, or whose it is."""
    which = request.GET.get("of", "")
    which = which if which in LISTS else LISTS[0]
    rows = with_references(to_answer(request.actor, which))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/messages.html", {"page": page, "which": which, "today": clock.today()})


@access.staff(Permission.ANSWER_MESSAGES)
def message(request: Request, conversation_id: UUID) -> HttpResponseBase:
    """To a conversation on the record of the claim; of somebody without one that was sent, here. What they wrote is
    then the reason to read it, and the claimant can see that."""
    found = get_object_or_404(for_staff(request.actor).select_related("person"), pk=conversation_id)
    if claim := claim_to_read(found.person, request.actor):
        return redirect("staff:conversation", claim.reference, found.person_id, found.pk)
    name = request.resolver_match.view_name if request.resolver_match else ""
    record_contact(person=found.person, claim=None, note=str(found.get_topic_display()), page=name, by=request.actor)
    here = reverse("staff:message", args=[found.pk])

    def shown(context: dict[str, Any]) -> HttpResponse:
        return render(request, "staff/message.html", {"person": found.person, **context})

    return _conversation(request, found, here, shown)


@access.staff(Permission.ANSWER_MESSAGES)
def message_file(request: Request, conversation_id: UUID, document_id: UUID) -> HttpResponseBase:
    """A file in a conversation of somebody without a claim that was sent, to be saved."""
    found = get_object_or_404(for_staff(request.actor).select_related("person"), pk=conversation_id)
    if claim := claim_to_read(found.person, request.actor):
        return redirect("staff:conversation_file", claim.reference, found.person_id, document_id)
    return _file(request, file_in([found], document_id), request.actor, "")


@record_page(Permission.ANSWER_MESSAGES)
def show(request: Request, record: Record) -> HttpResponse:
    """Somebody's conversations, the latest first, and who looks after them. Of a couple, first whose."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:conversations_of", _("Whose messages?"))
    person = record.person
    if request.method == "POST":
        role = request.POST.get("look_after", "")
        if role in WithWhom.values:
            oneself = cast(User, request.user)
            look_after(person=person, role=role, staff=oneself, by=request.actor)
            messages.success(request, _("It is saved that you look after this person."))
        return redirect("staff:conversations_of", record.claim.reference, person.pk)
    mine = Conversation.objects.of_person(person.pk).order_by("-last_at", "-pk")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    found = looked_after_by(person.pk)
    looking = [(role, role.label, found.get(role)) for role in (WithWhom.CASE_MANAGER, WithWhom.WORK_COACH)]
    context = {
        "page": page,
        "looking_after": looking,
        "own_id": request.actor.user_id,
        "may_choose": request.actor.may(Permission.CHOOSE_WHO_LOOKS_AFTER),
        "today": clock.today(),
    }
    return record_response(request, "staff/conversations.html", record, context)


@record_page(Permission.ANSWER_MESSAGES)
def conversation(request: Request, record: Record, conversation_id: UUID) -> HttpResponse:
    """One conversation: read it, answer, or close it."""
    found = get_object_or_404(Conversation.objects.of_person(record.person.pk), pk=conversation_id)
    found.person = record.person
    here = reverse("staff:conversation", args=[record.claim.reference, record.person.pk, found.pk])

    def shown(context: dict[str, Any]) -> HttpResponse:
        return record_response(request, "staff/conversation.html", record, context)

    return _conversation(request, found, here, shown)


@record_page(Permission.ANSWER_MESSAGES)
def start(request: Request, record: Record) -> HttpResponse:
    """Write to somebody about something."""
    done = writing(
        request,
        StaffStartForm,
        owner_id=record.person.pk,
        by=request.actor,
        claim_reference=record.claim.reference,
        send=lambda **given: start_conversation(person=record.person, by=request.actor, **given),
    )
    if done.post:
        messages.success(request, _("Your message is sent."))
        return redirect("staff:conversation", record.claim.reference, record.person.pk, done.post.conversation_id)
    context = {"writing": done, "has_errors": done.has_errors}
    return record_response(request, "staff/start_conversation.html", record, context)


@record_page(Permission.ANSWER_MESSAGES)
def file(request: Request, record: Record, document_id: UUID) -> HttpResponseBase:
    """A file that goes with what was written, to be saved."""
    document = file_in(Conversation.objects.of_person(record.person.pk), document_id)
    return _file(request, document, request.actor, record.claim.reference)


@record_page(Permission.CHOOSE_WHO_LOOKS_AFTER)
def looks_after(request: Request, record: Record) -> HttpResponse:
    """Choose who looks after somebody."""
    colleagues = colleagues_of(request.actor)
    form = LooksAfterForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if form.is_bound and form.is_valid():
        chosen = next(each for each in colleagues if str(each.pk) == form.cleaned_data["to"])
        if is_kept(record.claim, actor_for(chosen)):
            form.add_error("to", _("Select somebody else: this claim is kept from them"))
        else:
            look_after(person=record.person, role=form.cleaned_data["role"], staff=chosen, by=request.actor)
            messages.success(request, _("It is saved who looks after this person."))
            return redirect("staff:conversations_of", record.claim.reference, record.person.pk)
    return record_response(request, "staff/looks_after.html", record, {"form": form})


def _conversation(request: Request, found: Conversation, here: str, shown: Shown) -> HttpResponse:
    if "close" in request.POST:
        try:
            close_conversation(conversation=found, by=request.actor)
        except StillToAnswer:
            messages.warning(request, _("Answer first: the claimant waits for you. Then close it."))
        except MoveRefused:
            return redirect(here)  # It is closed already.
        else:
            messages.success(request, _("The conversation is closed."))
        return redirect(here)
    done = writing(
        request,
        StaffWriteForm,
        owner_id=found.person_id,
        by=request.actor,
        send=lambda **given: write(conversation=found, by=request.actor, **given),
    )
    if done.post:
        messages.success(request, _("Your message is sent."))
        return redirect(here)
    page = Paginator(latest_first(found), POSTS_A_PAGE).get_page(request.GET.get("page"))
    response = shown(
        {
            "conversation": found,
            "page": page,
            "days": by_days(found, page.object_list),
            "is_late": found.is_late(clock.today()),
            "writing": done,
            "has_errors": done.has_errors,
        }
    )
    if page.number == 1 and (found.staff_read_at is None or found.staff_read_at < found.last_at):
        mark_read(conversation=found, side=Side.STAFF)
    return response


def _file(request: HttpRequest, document: Document | None, by: Actor, reference: str) -> HttpResponseBase:
    if document is None:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return download(
        document,
        noted=lambda: note(
            "file_downloaded", by=by, subject=document, person_id=document.owner_id, claim_reference=reference
        ),
    )
