"""Calls, visits, post and emails as staff write them down on a record, and what we agreed in them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record as note
from claims.records import record_contact
from contacts.files import file_of
from contacts.models import Contact, Promise, PromiseState, place_of
from contacts.promises import keep_promise
from contacts.selectors import Shown, contacts_of, shown
from contacts.services import CorrectedAlready, correct_contact, note_contact
from conversations.writing import Sent, Writing, writing
from core import access, clock
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from documents.serving import download
from staff.access import Record, record_page
from staff.contact_forms import ContactForm, KeptForm
from staff.contacts import promises_for_staff, promises_to_keep
from staff.helpers import helps_of
from staff.messages import LISTS, claim_to_read, with_references
from staff.pages import record_response, whose_page

A_PAGE = 20


@access.staff(Permission.ANSWER_MESSAGES)
@require_safe
def promises(request: Request) -> HttpResponse:
    """What we agreed to do and have not done yet, the soonest day first: without its words, or for whom it is."""
    which = request.GET.get("of", "")
    which = which if which in LISTS else LISTS[0]
    rows = with_references(promises_to_keep(request.actor, which).select_related("contact", "staff"))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/promises.html", {"page": page, "which": which, "today": clock.today()})


@access.staff(Permission.ANSWER_MESSAGES)
def promise(request: Request, promise_id: UUID) -> HttpResponseBase:
    """To what we agreed on the record of the claim; with somebody who is on none any more, here. What we agreed is then
    the reason to read it, and the claimant can see that."""
    agreed = promises_for_staff(request.actor).select_related("contact")
    found = get_object_or_404(agreed, pk=promise_id)
    if claim := claim_to_read(found.person, request.actor):
        return redirect("staff:contact", claim.reference, found.person_id, found.contact.first)
    name = request.resolver_match.view_name if request.resolver_match else ""
    record_contact(person=found.person, claim=None, note=found.contact.title, page=name, by=request.actor)
    form = _kept(request, found)
    if form is None:
        return redirect("staff:promises")
    one = shown(found.person_id, found.contact.first)
    late = found.is_late(clock.today())
    return render(request, "staff/promise.html", {"shown": one, "form": form, "is_late": late, "person": found.person})


@record_page(Permission.ANSWER_MESSAGES)
@require_safe
def show(request: Request, record: Record) -> HttpResponse:
    """How we were in touch with somebody, the newest first. Of a couple, first with whom."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:contacts_of", _("Whose calls, meetings, post and emails?"))
    page = Paginator(contacts_of(record.person.pk), A_PAGE).get_page(request.GET.get("page"))
    return record_response(request, "staff/contacts.html", record, {"page": page, "today": clock.today()})


@record_page(Permission.ANSWER_MESSAGES)
def add(request: Request, record: Record) -> HttpResponse:
    """Write down that we were in touch."""
    person = record.person
    done = _writing(request, record, lambda noted, **given: note_contact(person=person, noted=noted, **given))
    if done.post:
        messages.success(request, _("It is written down. The claimant can read it."))
        return redirect("staff:contact", record.claim.reference, person.pk, done.post.first)
    context = {"writing": done, "has_errors": done.has_errors, "shown": None}
    return record_response(request, "staff/note_contact.html", record, context)


@record_page(Permission.ANSWER_MESSAGES)
def one(request: Request, record: Record, contact_id: UUID) -> HttpResponse:
    """What was written down, and that we did what we agreed."""
    found = _found(record, contact_id)
    context: dict[str, Any] = {"shown": found, "form": None, "is_late": False}
    if found.promise and found.promise.state == PromiseState.OPEN:
        found.promise.person = record.person
        context["is_late"] = found.promise.is_late(clock.today())
        form = _kept(request, found.promise)
        if form is None:
            return redirect("staff:contact", record.claim.reference, record.person.pk, contact_id)
        context["form"] = form
    return record_response(request, "staff/contact.html", record, context)


@record_page(Permission.ANSWER_MESSAGES)
def correct(request: Request, record: Record, contact_id: UUID) -> HttpResponse:
    """Write down what it should have said. What it said stays."""
    found = _found(record, contact_id)
    here = ("staff:contact", record.claim.reference, record.person.pk, contact_id)
    found.now.person = record.person
    correct_it = functools.partial(correct_contact, contact=found.now)
    try:
        done = _writing(request, record, correct_it, found)
    except CorrectedAlready:
        messages.info(request, _("Somebody else corrected it in the meantime. Read what it says now."))
        return redirect(*here)
    if done.post:
        messages.success(request, _("It is corrected. The claimant can read it."))
        return redirect(*here)
    context = {"writing": done, "has_errors": done.has_errors, "shown": found}
    return record_response(request, "staff/note_contact.html", record, context)


@record_page(Permission.ANSWER_MESSAGES)
@require_safe
def file(request: Request, record: Record, document_id: UUID) -> HttpResponseBase:
    """A file that goes with it, to be saved."""
    document = file_of(record.person.pk, document_id)
    if document is None:
        raise Http404
    return download(
        document,
        noted=lambda: note(
            "file_downloaded",
            by=request.actor,
            subject=document,
            person_id=document.owner_id,
            claim_reference=record.claim.reference,
        ),
    )


def _found(record: Record, contact_id: UUID) -> Shown:
    found = shown(record.person.pk, contact_id)
    if found is None:
        raise Http404
    return found


def _writing(request: Request, record: Record, save: Callable[..., Contact], corrected: Shown | None = None) -> Writing:
    """The form in which it is written down, with files, and what came of it."""
    others = [each for each in record.people if each.pk != record.person.pk]
    form_class = functools.partial(
        ContactForm,
        person_name=record.person.full_name,
        partner_name=others[0].full_name if others else "",
        helps=[each for each in helps_of(record.person)[0] if each.helper_id],
        before=corrected.now if corrected else None,
        promise=corrected.promise if corrected else None,
        by_id=request.actor.user_id,
    )

    def send(*, key: UUID, **given: Any) -> Contact:
        form = form_class()
        why = {"why": given.pop("reason")} if corrected else {}
        return save(noted=form.noted(given), key=key, by=request.actor, **why)

    return writing(
        request,
        form_class,
        owner_id=record.person.pk,
        by=request.actor,
        claim_reference=record.claim.reference,
        place=place_of,
        sent=_sent,
        send=send,
    )


def _sent(owner_id: UUID, key: UUID) -> Sent | None:
    """What was written down about this person under this key."""
    contact = Contact.objects.filter(pk=key, person=owner_id).first()
    asked = ("how", "way", "topic", "said", "ours", "theirs")
    return Sent(contact, {each: getattr(contact, each) or "" for each in asked}, contact.place) if contact else None


def _kept(request: HttpRequest, promise: Promise) -> KeptForm | None:
    """The form that says what we did; None once that is saved."""
    form = KeptForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form
    try:
        keep_promise(promise=promise, done=form.cleaned_data["done"], by=request.actor)  # type: ignore[attr-defined]
    except MoveRefused:
        messages.info(request, _("That was dealt with already."))
    else:
        messages.success(request, _("Saved. We told the claimant."))
    return None
