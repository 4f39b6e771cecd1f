"""Saying why one did not come."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from appointments.attending import answer_by, say_why
from appointments.forms import WhyMissedForm, WhyMissedForStaffForm
from appointments.models import AbsenceState
from appointments.whose import Whose
from core.http import Request
from core.states import MoveRefused


def why_missed(request: Request, whose: Whose, appointment_id: UUID) -> HttpResponse:
    """The reason, once; after that what was said and what came of it is on the page of the appointment."""
    appointment = whose.appointment(appointment_id)
    absence = getattr(appointment, "absence", None)
    if absence is None:
        raise Http404
    absence.appointment, absence.person = appointment, whose.person
    if absence.state == AbsenceState.ANSWERED or (absence.state != AbsenceState.ASKED and request.method != "POST"):
        return redirect(whose.url("show", appointment.pk))
    asked = WhyMissedForStaffForm if whose.for_staff else WhyMissedForm
    form = asked(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            say_why(absence=absence, by=whose.by, **form.cleaned_data)
        except MoveRefused:
            absence.refresh_from_db(fields=["state"])
            if absence.state == AbsenceState.ANSWERED:
                return redirect(whose.url("show", appointment.pk))  # Sent twice.
            # Not lost: what they typed stays on the page.
            form.add_error("reason", _("We decided before you sent this. Copy it and send it to us in a message"))
        else:
            thanks = _("Thank you for telling us. A person reads it, and we tell you what they decide.")
            messages.success(request, thanks)
            return redirect(whose.url("show", appointment.pk))
    context = {"form": form, "appointment": appointment, "answer_by": answer_by(absence)}
    return whose.shown(request, "appointments/why_missed.html", context)
