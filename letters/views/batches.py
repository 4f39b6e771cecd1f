"""Batches of letters, for those who print and post them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.step_up import needs_fresh_factor
from claims.records import record_contact_with_many
from core import access
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from letters.addressing import with_people
from letters.batches import CountsDiffer, NothingToPrint, begin_batch, post_batch, take_back
from letters.forms import CountForm, TakeBackForm
from letters.models import Batch, BatchState
from letters.printing import archive_of, manifest_of
from letters.selectors import batches_for, to_print
from letters.setting import reference_of
from notifications.models import Message

BATCHES_A_PAGE = 20


@access.staff(Permission.SEND_BY_HAND)
def batches(request: Request) -> HttpResponse:
    """Batches, the newest first, and how many letters wait for the next, which is begun here."""
    if request.method == "POST":
        try:
            begun = begin_batch(by=request.actor)
        except NothingToPrint:
            messages.info(request, _("No letters are waiting to be printed."))
            return redirect("batches:batches")
        return redirect("batches:batch", begun.pk)
    page = Paginator(batches_for(request.actor), BATCHES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "letters/batches.html", {"page": page, "waiting": to_print(request.actor).count()})


@access.staff(Permission.SEND_BY_HAND)
@require_safe
def batch(request: Request, batch_id: UUID) -> HttpResponse:
    """One batch: its manifest, and where its letters are to be had."""
    found = _batch(request, batch_id)
    letters = found.letters.select_related("message").defer("address", "message__address", "message__body")
    rows = [(each, reference_of(each.message_id)) for each in letters.order_by("number")]
    return render(request, "letters/batch.html", {"batch": found, "rows": rows})


@access.staff(Permission.SEND_BY_HAND)
def posted(request: Request, batch_id: UUID) -> HttpResponse:
    """Say that a batch is posted, with what was counted at the printer."""
    found = _batch(request, batch_id)
    form = CountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            post_batch(batch=found, **form.cleaned_data, by=request.actor)
        except CountsDiffer:
            form.add_error("letters", _("Count again: the manifest has other numbers. Take out what was not printed"))
        except MoveRefused:
            messages.info(request, _("This batch is not waiting to be posted."))
            return redirect("batches:batch", found.pk)
        else:
            messages.success(request, _("The batch is marked as posted."))
            return redirect("batches:batches")
    return render(request, "letters/about_batch.html", {"form": form, "batch": found, "caption": ""})


@access.staff(Permission.SEND_BY_HAND)
@require_safe
def manifest(request: Request, batch_id: UUID) -> HttpResponse:
    """What is in the batch, to check what comes out of the printer."""
    found = _batch(request, batch_id, made=True)
    headers = {"Content-Disposition": f'attachment; filename="manifest-{found.begun_at:%Y%m%d-%H%M}.csv"'}
    return HttpResponse(manifest_of(found), content_type="text/csv; charset=utf-8", headers=headers)


@access.staff(Permission.SEND_BY_HAND)
@require_safe
@needs_fresh_factor
def archive(request: Request, batch_id: UUID) -> HttpResponseBase:
    """The letters, to print. Each person whose letter it has can see who took it, and that is written first."""
    found = _batch(request, batch_id, made=True)
    inside = Message.objects.filter(pk__in=found.letters.filter(taken_back_at=None).values("message"))
    people = {person.pk: person for _message, person in with_people(inside.only("recipient_reference")) if person}
    note = _("A letter to you, printed with others")
    record_contact_with_many(people=people.values(), note=note, page="staff:send_by_hand", by=request.actor)
    headers = {"Content-Disposition": f'attachment; filename="letters-{found.begun_at:%Y%m%d-%H%M}.zip"'}
    return StreamingHttpResponse(archive_of(found), content_type="application/zip", headers=headers)


@access.staff(Permission.SEND_BY_HAND)
def take_out(request: Request, batch_id: UUID, number: int) -> HttpResponse:
    """Take one letter out of a batch, and say why."""
    found = _batch(request, batch_id)
    letter = get_object_or_404(found.letters.defer("address"), number=number)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            take_back(letter=letter, because=form.cleaned_data["because"], by=request.actor)
        except MoveRefused:
            messages.info(request, _("This batch is not waiting to be posted."))
        else:
            messages.success(request, _("The letter is taken out. It waits for the next batch."))
        return redirect("batches:batch", found.pk)
    caption = _("Letter %(number)s") % {"number": letter.number}
    return render(request, "letters/about_batch.html", {"form": form, "batch": found, "caption": caption})


def _batch(request: Request, batch_id: UUID, *, made: bool = False) -> Batch:
    found = batches_for(request.actor)
    return get_object_or_404(found.exclude(state=BatchState.MAKING) if made else found, pk=batch_id)
