"""The screen at the entrance of a jobcentre: somebody types the code of their appointment. It shows nobody's data."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.throttle import Limit, MustWait, count_try, place_of, take_back
from appointments.attending import check_in as note_arrival
from appointments.forms import CheckInForm
from appointments.models import Jobcentre
from core import access
from core.http import Request

_QUARTER = timedelta(minutes=15)
CODES_AT_ENTRANCE = Limit("codes typed at an entrance", 60, _QUARTER, _QUARTER, _QUARTER, lasts=False)
"""Of one screen, which everybody uses who comes: there are a million codes, and a right one is not counted."""


@access.public
def check_in(request: Request, office: str) -> HttpResponse:
    """Thank whoever has a code for today. A wrong one tells nothing but that it is not known here today."""
    jobcentre = get_object_or_404(Jobcentre.objects.select_related("office"), slug=office)
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        counts = [(CODES_AT_ENTRANCE, f"{jobcentre.slug} {place_of(request)}")]
        try:
            count_try(counts)
        except MustWait:
            form.add_error("code", _("Too many codes were typed here. Tell somebody who works here that you are here"))
            return _page(request, jobcentre, form, status=429)
        if note_arrival(jobcentre=jobcentre, code=form.cleaned_data["code"]):
            take_back(counts)
            messages.success(request, _("Thank you. Somebody will come for you."))
            return redirect("appointments:check_in", jobcentre.slug)
        form.add_error("code", _("We do not have this code for today. Check it, or tell somebody who works here"))
    return _page(request, jobcentre, form)


def _page(request: Request, jobcentre: Jobcentre, form: CheckInForm, status: int = 200) -> HttpResponse:
    return render(request, "appointments/check_in.html", {"form": form, "jobcentre": jobcentre}, status=status)
