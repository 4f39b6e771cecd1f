"""Appointments, for staff: their diary, who came, reasons for not coming, and booking for somebody."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from appointments.attending import TooSoon, arrive, attend, decide_absence, miss
from appointments.booking import ask_to_book
from appointments.diaries import HasAppointments, block_time, free_again
from appointments.models import Absence, Appointment, AppointmentState, Needs
from appointments.selectors import day_range
from appointments.types import TYPES
from audit.models import AccessReason
from audit.services import record_access, record_access_to_many
from core import access, clock
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from govuk.formatting import day_and_time
from staff.access import Record, record_page
from staff.appointment_forms import AbsenceForm, AskToBookForm, BlockForm, MissedForm
from staff.appointments import InRecord, absences_for, blocked_by, diary_of, own_appointments, unmet_for
from staff.pages import record_response, whose_page
from staff.todos import claims_of

ABSENCES_SHOWN = 50
DIARY_KEPT_FOR = timedelta(days=3660)
UNMET_SHOWN = 50


@access.staff(Permission.MEET_PEOPLE)
@require_safe
def diary(request: Request) -> HttpResponse:
    """One's own day: whom one meets, when and how. Those people can see that they were on it."""
    day = _day(request.GET.get("day", ""))
    found = diary_of(request.actor, day).select_related("person", "room", "jobcentre__office").defer("person__nino")
    appointments = list(found)
    note, page = _("On the diary of %(day)s") % {"day": day.isoformat()}, "staff:diary"
    whom = {(each.person_id, "") for each in appointments}
    record_access_to_many(by=request.actor, whom=whom, reason=AccessReason.APPOINTMENT, note=note, page=page)
    context = {
        "shown_day": day,
        "earlier": day - timedelta(days=1),
        "later": day + timedelta(days=1),
        "appointments": appointments,
        "blocked": blocked_by(request.actor).filter(period__overlap=day_range(day)),
    }
    return render(request, "staff/diary.html", context)


@access.staff(Permission.MEET_PEOPLE)
def block(request: Request) -> HttpResponse:
    """Block a time, and take out what was blocked."""
    if request.method == "POST" and "free" in request.POST:
        for blocked in blocked_by(request.actor):
            if str(blocked.pk) == request.POST["free"]:
                free_again(blocked=blocked, by=request.actor)
        return redirect("staff:block_time")
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        starts, ends = form.moment("starts"), form.moment("ends")
        try:
            block_time(starts=starts, ends=ends, why=form.cleaned_data["purpose"], by=request.actor)
        except HasAppointments as found:
            first = day_and_time(found.appointments[0].starts)
            form.add_error("starts", _("You meet somebody then, on %(when)s. Move that first") % {"when": first})
        else:
            messages.success(request, _("The time is blocked."))
            return redirect("staff:block_time")
    return render(request, "staff/block_time.html", {"form": form, "blocked": blocked_by(request.actor)})


@access.staff(Permission.MEET_PEOPLE)
def one(request: Request, appointment_id: UUID) -> HttpResponse:
    """One appointment of one's own: what is needed, and noting who came. That it was seen is recorded."""
    found = own_appointments(request.actor).select_related("person", "room", "jobcentre__office")
    appointment = get_object_or_404(found.defer("person__nino"), pk=appointment_id)
    record_access(
        by=request.actor,
        person_id=appointment.person_id,
        claim_reference="",
        reason=AccessReason.APPOINTMENT,
        note="",
        page="staff:appointment",
    )
    did = request.POST.get("did", "")
    form = MissedForm(request.POST if did == "missed" else None)
    if did and (did != "missed" or form.is_valid()):
        return _noted(request, appointment, did, form)
    context = {
        "appointment": appointment,
        "form": form,
        "is_open": appointment.state in (AppointmentState.BOOKED, AppointmentState.ARRIVED),
        "has_begun": appointment.starts <= clock.now(),
        "is_over": appointment.ends <= clock.now(),
        "states": AppointmentState,
    }
    return render(request, "staff/appointment.html", context)


def _noted(request: Request, appointment: Appointment, did: str, form: MissedForm) -> HttpResponse:
    try:
        if did == "arrived":
            arrive(appointment=appointment, by=request.actor)
        elif did == "attended":
            attend(appointment=appointment, by=request.actor)
        elif did == "missed":
            miss(appointment=appointment, tried=form.cleaned_data["tried"], by=request.actor)
        else:
            raise Http404
    except MoveRefused:
        messages.info(request, _("That was noted already, or it is too early for it."))
    else:
        messages.success(request, _("It is noted."))
    return redirect("staff:appointment", appointment.pk)


@access.staff(Permission.DECIDE_CLAIMS)
@require_safe
def absences(request: Request) -> HttpResponse:
    """Reasons to decide, the longest wait first. What they say is on a page of its own."""
    waiting = absences_for(request.actor).select_related("appointment").defer("reason", "decision")[:ABSENCES_SHOWN]
    return render(request, "staff/absences.html", {"absences": waiting})


@access.staff(Permission.DECIDE_CLAIMS)
def absence(request: Request, absence_id: UUID) -> HttpResponse:
    """One of them: what was tried, the reason, and the decision. That it was seen is recorded."""
    found = absences_for(request.actor).select_related("person", "appointment").defer("person__nino")
    one_of_them: Absence = get_object_or_404(found, pk=absence_id)
    record_access(
        by=request.actor,
        person_id=one_of_them.person_id,
        claim_reference="",
        reason=AccessReason.APPOINTMENT,
        note="",
        page="staff:absence",
    )
    form = AbsenceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        is_good, words = form.cleaned_data["outcome"] == "good", form.cleaned_data["words"]
        try:
            decide_absence(absence=one_of_them, is_good=is_good, words=words, by=request.actor)
        except TooSoon:
            form.add_error("outcome", _("They still have time to tell us why, so nobody decides against them yet"))
        except MoveRefused:
            messages.info(request, _("Somebody decided this already. What you wrote was not kept."))
            return redirect("staff:absences")
        else:
            messages.success(request, _("The decision is saved. The claimant can read it."))
            return redirect("staff:absences")
    return render(request, "staff/absence.html", {"absence": one_of_them, "form": form})


@access.staff(Permission.MEET_PEOPLE)
@require_safe
def unmet(request: Request) -> HttpResponse:
    """Appointments to come that lack what somebody needs, the next first: what it is, their record says."""
    found = list(unmet_for(request.actor)[:UNMET_SHOWN])
    claims = claims_of({each.person_id for each in found}, request.actor)
    rows = [(each, claims.get(each.person_id)) for each in found]
    return render(request, "staff/unmet_needs.html", {"rows": rows})


@record_page(Permission.MEET_PEOPLE)
def of_claim(request: Request, record: Record) -> HttpResponse:
    """Somebody's appointments, asking them to book one, and booking one for them. Of a couple, first whose."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:appointments_of", _("Whose appointments?"))
    form = AskToBookForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        type_ = TYPES[form.cleaned_data["kind"]]
        ask_to_book(person=record.person, type_=type_, due=form.cleaned_data["due"], by=request.actor)
        messages.success(request, _("We asked them to book it."))
        return redirect("staff:appointments_of", record.claim.reference, record.person.pk)
    theirs = Appointment.objects.of_person(record.person.pk).with_places().order_by("-period")[:20]
    context = {
        "form": form,
        "theirs": theirs,
        "types": TYPES.values(),
        "needs": Needs.objects.of_person(record.person.pk).first(),
        "whose": InRecord(person=record.person, by=request.actor, record=record),
    }
    return record_response(request, "staff/appointments.html", record, context)


def _day(typed: str) -> date:
    """The day that an address names; today for none that a diary has."""
    today = clock.today()
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return today
    return day if abs(day - today) < DIARY_KEPT_FOR else today
