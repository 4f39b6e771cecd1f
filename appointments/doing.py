"""What people wait for about appointments, as their home tells them."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from appointments.models import Absence, AbsenceState
from appointments.types import TYPES
from journal.doing import Doing, DoingKind, add_doing


def add_own() -> None:
    """Make known that somebody said why they did not come, and nobody has decided about it."""
    add_doing(
        DoingKind(
            "absence",
            lambda person, _today: Absence.objects.of_person(person).filter(state=AbsenceState.ANSWERED),
            _reading_why,
            about=("appointment_id", "appointment__kind"),
            scope=HelpScope.APPOINTMENTS,
        )
    )


def _reading_why(by: date | None, appointment: str, kind: str) -> Doing:
    words = _("Reading why you could not come: %(what)s") % {"what": TYPES[kind].title}
    return Doing(words, by, reverse("appointments:show", args=[appointment]))
