"""Booking an appointment, moving it and cancelling it: first how, then when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.dates import WEEKDAYS
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from appointments.booking import NotFree, book, cancel, keep_needs, may_book
from appointments.forms import (
    CancelForm,
    CancelForStaffForm,
    HowForm,
    NeedsForm,
    NeedsForStaffForm,
    TimeForm,
    TimeForStaffForm,
    how_choices,
    value_at,
)
from appointments.free_times import Offer, by_day
from appointments.models import Appointment, Jobcentre, Needs
from appointments.selectors import DAYS_AHEAD, free_offers, zone
from appointments.types import TYPES, AppointmentType, How
from appointments.whose import Whose
from core import clock
from core.http import Request
from core.states import MoveRefused
from govuk.formatting import day, time_of_day

DAYS_A_PAGE = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be booked: the type, and the appointment that it would replace."""

    type: AppointmentType
    instead_of: Appointment | None = None

    def url(self, whose: Whose, how: str = "") -> str:
        """Where it is chosen how, or when."""
        name, about = ("change", self.instead_of.pk) if self.instead_of else ("book", self.type.slug)
        return whose.url(f"{name}_time", about, how) if how else whose.url(name, about)


def book_how(request: Request, whose: Whose, kind: str) -> HttpResponse:
    """How to have an appointment that they were asked to book. First what they need, if they never said."""
    wanted = _wanted(whose, kind)
    if isinstance(wanted, HttpResponse):
        return wanted
    if not Needs.objects.of_person(whose.person.pk).exists():
        return redirect(f"{whose.url('needs')}?{urlencode({'for': kind})}")
    return _how(request, whose, wanted)


def book_time(request: Request, whose: Whose, kind: str, how: str) -> HttpResponse:
    """When."""
    wanted = _wanted(whose, kind)
    if isinstance(wanted, HttpResponse):
        if request.method == "POST":
            messages.info(request, _("You have this appointment. To have it at another time, change it here."))
        return wanted
    return choose_time(request, whose, wanted, how)


def change_how(request: Request, whose: Whose, appointment_id: UUID) -> HttpResponse:
    """How to have it instead."""
    wanted = _to_change(whose, appointment_id)
    return wanted if isinstance(wanted, HttpResponse) else _how(request, whose, wanted)


def change_time(request: Request, whose: Whose, appointment_id: UUID, how: str) -> HttpResponse:
    """When instead."""
    wanted = _to_change(whose, appointment_id)
    return wanted if isinstance(wanted, HttpResponse) else choose_time(request, whose, wanted, how)


def cancel_one(request: Request, whose: Whose, appointment_id: UUID) -> HttpResponse:
    """Cancel it, and say why."""
    appointment = whose.appointment(appointment_id)
    form = (CancelForStaffForm if whose.for_staff else CancelForm)(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()) and appointment.can_be_changed(clock.now()):
        return whose.shown(request, "appointments/cancel.html", {"form": form, "appointment": appointment})
    if form.is_bound and form.is_valid():
        try:
            cancel(appointment=appointment, by=whose.by, **form.cleaned_data)
        except MoveRefused:
            messages.info(request, _("This appointment has begun or is over. Call us if something is wrong with it."))
    return redirect(whose.url("show", appointment.pk))


def needs(request: Request, whose: Whose) -> HttpResponse:
    """What they need when we meet them, kept for each time."""
    known = Needs.objects.of_person(whose.person.pk).first()
    initial = {name: getattr(known, name) for name in NeedsForm.base_fields} if known else {}
    asked = NeedsForStaffForm if whose.for_staff else NeedsForm
    form = asked(request.POST if request.method == "POST" else None, initial=initial)
    kind = request.GET.get("for", "")
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        keep_needs(
            person=whose.person,
            language=said["language"] or "",
            adjustments=said["adjustments"] or [],
            details=said["details"],
            by=whose.by,
            asked=said.get("asked", ""),
        )
        messages.success(request, _("What is needed is kept, for each time."))
        return redirect(whose.url("book", kind) if kind in TYPES else whose.url("list"))
    return whose.shown(request, "appointments/question.html", {"form": form, "back_to": whose.url("list")})


def _wanted(whose: Whose, kind: str) -> Wanted | HttpResponse:
    type_ = TYPES.get(kind)
    if type_ is None:
        raise Http404
    if whose.for_staff or may_book(whose.person, type_):
        return Wanted(type_)
    coming = Appointment.objects.of_person(whose.person.pk).coming(clock.now()).filter(kind=kind).first()
    # It is booked already, as when somebody goes back: that is what they wanted to see.
    return redirect(whose.url("show", coming.pk) if coming else whose.url("list"))


def _to_change(whose: Whose, key: UUID) -> Wanted | HttpResponse:
    appointment = whose.appointment(key)
    if appointment.can_be_changed(clock.now()):
        return Wanted(appointment.type, appointment)
    moved = getattr(appointment, "moved_to", None)
    return redirect(whose.url("show", moved.pk if moved else appointment.pk))


def _how(request: Request, whose: Whose, wanted: Wanted) -> HttpResponse:
    choices = _ways_of(wanted.type)
    form = HowForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_bound and form.is_valid():
        return redirect(wanted.url(whose, form.cleaned_data["how"]))
    if not choices:
        messages.info(request, _("Nobody can be met for this yet. Call us, and we find another way."))
        return redirect(_back(whose, wanted))
    if len(choices) == 1:
        return redirect(wanted.url(whose, choices[0][0]))
    return whose.shown(request, "appointments/question.html", {"form": form, "back_to": _back(whose, wanted)})


def _ways_of(type_: AppointmentType) -> list[tuple[Any, ...]]:
    """How, and where, an appointment of this type can be held now. One query."""
    jobcentres = list(Jobcentre.objects.select_related("office"))
    return how_choices(type_, jobcentres, has_video=bool(settings.VIDEO_LINKS_AT))


def _back(whose: Whose, wanted: Wanted) -> str:
    return whose.url("show", wanted.instead_of.pk) if wanted.instead_of else whose.url("list")


def choose_time(request: Request, whose: Whose, wanted: Wanted, how: str) -> HttpResponse:
    """The page of free times, and booking one of them. Raises Http404 for a way in which it cannot be held."""
    choices = _ways_of(wanted.type)
    labels = {choice[0]: choice[1] for choice in choices}
    if how not in labels:
        raise Http404
    jobcentre = None if how in (How.PHONE, How.VIDEO) else Jobcentre.objects.get(slug=how)
    way = How.IN_PERSON if jobcentre else How(how)
    known = Needs.objects.of_person(whose.person.pk).first()
    offers = free_offers(
        person=whose.person,
        type_=wanted.type,
        how=way,
        jobcentre=jobcentre,
        first=clock.today(),
        days=DAYS_AHEAD,
        adjustments=known.adjustments if known else (),
        but_for=wanted.instead_of,
    )
    asked = TimeForStaffForm if whose.for_staff else TimeForm
    form = asked(request.POST if request.method == "POST" else None, offers=offers)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        start = datetime.strptime(given.pop("time"), "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        try:
            booked = book(
                person=whose.person,
                type_=wanted.type,
                how=way,
                jobcentre=jobcentre,
                start=start,
                by=whose.by,
                instead_of=wanted.instead_of,
                **given,
            )
        except NotFree:
            form.add_error("time", _("That time was taken just now. Select another"))
        except MoveRefused:
            return redirect(whose.url("show", wanted.instead_of.pk) if wanted.instead_of else whose.url("list"))
        else:
            theirs = _("The appointment is booked. We told the claimant.")
            messages.success(request, theirs if whose.for_staff else _("Your appointment is booked."))
            return redirect(whose.url("show", booked.pk))
    elif form.is_bound and (typed := request.POST.get("time")) and "time" in form.errors:
        coming = Appointment.objects.of_person(whose.person.pk).coming(clock.now()).filter(kind=wanted.type.slug)
        for own in coming:
            if value_at(own.starts) == typed:
                return redirect(whose.url("show", own.pk))  # Taken by themself, who pressed twice.
        # What was chosen is not among the times any more.
        del form.errors["time"]
        form.add_error("time", _("That time was taken just now. Select another"))
    return _times_page(request, whose, wanted, labels[how], form, offers, known)


def _times_page(
    request: Request,
    whose: Whose,
    wanted: Wanted,
    label: Any,
    form: TimeForm,
    offers: Sequence[Offer],
    known: Needs | None,
) -> HttpResponse:
    days = [(f"{WEEKDAYS[each.weekday()]} {day(each)}", _times(some)) for each, some in by_day(offers, zone()).items()]
    context = {
        "form": form,
        "page": Paginator(days, DAYS_A_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "how": label,
        "how_url": wanted.url(whose),
        "needs": known,
    }
    return whose.shown(request, "appointments/times.html", context)


def _times(offers: Sequence[Offer]) -> list[tuple[str, str]]:
    return [(value_at(offer.span.start), time_of_day(offer.span.start)) for offer in offers]
