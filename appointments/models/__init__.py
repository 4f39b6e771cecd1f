"""Where people are met (Jobcentre, its days and Room), when advisers can (DiaryDay, Blocked), what somebody needs
(Needs), the Appointment, and what came of one that was missed (Absence)."""

from appointments.models.absence import Absence, AbsenceState
from appointments.models.appointment import APPOINTMENT_STATES, Appointment, AppointmentState
from appointments.models.needs import Adjustment, Needs
from appointments.models.places import Blocked, ClosedDay, DiaryDay, Jobcentre, OpenDay, Room

__all__ = [
    "APPOINTMENT_STATES",
    "Absence",
    "AbsenceState",
    "Adjustment",
    "Appointment",
    "AppointmentState",
    "Blocked",
    "ClosedDay",
    "DiaryDay",
    "Jobcentre",
    "Needs",
    "OpenDay",
    "Room",
]
