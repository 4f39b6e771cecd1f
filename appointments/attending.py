"""Who came: somebody arrives, is met or does not come, is asked why, and a person decides whether that was for a good
reason. Nothing else happens to a claim from here."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.nations import working_days_for
from appointments.booking import check_may, for_who_asked, note
from appointments.kinds import WHY_MISSED
from appointments.models import Absence, AbsenceState, Appointment, AppointmentState, Jobcentre
from appointments.selectors import local_day
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from journal.models import Todo, TodoState
from journal.more_time import waiting_for_answer
from journal.pauses import stood_still
from journal.services import complete_open_todo, create_todo

DAYS_TO_SAY_WHY = 5
"""Working days that somebody has to tell us why they did not come."""
KIOSK = Actor.system("Check-in on arrival")


class TooSoon(MoveRefused):
    """The time for it has not come: the appointment is not over, or the claimant still has days to answer."""


def check_in(*, jobcentre: Jobcentre, code: str) -> bool:
    """Note that whoever has this code for today has arrived at a jobcentre; typing it again changes nothing. Returns
    whether there is such an appointment."""
    here = Appointment.objects.filter(jobcentre=jobcentre, code=code, period__startswith__date=clock.today())
    appointment = here.filter(state__in=[AppointmentState.BOOKED, AppointmentState.ARRIVED]).order_by("period").first()
    if appointment is None:
        return False
    if appointment.state == AppointmentState.BOOKED:
        arrive(appointment=appointment, by=KIOSK)
    return True


def arrive(*, appointment: Appointment, by: Actor) -> Appointment:
    """Note that somebody has arrived, on the day of their appointment. Raises MoveRefused."""
    _check_meets(appointment, by)
    if local_day(appointment.starts) != clock.today():
        raise TooSoon("It is on another day")
    return _came(appointment, "arrive", "appointment_arrived", by)


def attend(*, appointment: Appointment, by: Actor) -> Appointment:
    """Note that an appointment was held, once it has begun. Raises MoveRefused."""
    _check_meets(appointment, by)
    if clock.now() < appointment.starts:
        raise TooSoon("It has not begun")
    return _came(appointment, "attend", "appointment_attended", by)


def miss(*, appointment: Appointment, tried: str, by: Actor) -> Absence:
    """Note that somebody did not come, once it is over, with what was tried to reach them; and ask them why. Raises
    MoveRefused."""
    _check_meets(appointment, by)
    if clock.now() < appointment.ends:
        raise TooSoon("It is not over")
    with transaction.atomic():
        missed = _came(appointment, "miss", "appointment_missed", by)
        due = working_days_for(missed.person_id, clock.today(), DAYS_TO_SAY_WHY)
        todo = create_todo(person=missed.person, kind=WHY_MISSED, subject=str(missed.pk), due=due, by=by)
        absence = Absence.objects.create(
            person_id=missed.person_id,
            appointment=missed,
            tried=tried,
            due=todo.due or due,
            noted_at=clock.now(),
            noted_by_name=by.name,
        )
        record("why_missed_asked", by=by, subject=absence, person_id=missed.person_id)
    return absence


def say_why(*, absence: Absence, reason: str, by: Actor, asked: str = "") -> Absence:
    """Keep somebody's reason for not coming, which goes to a decision maker; staff say how they ``asked`` to have it
    written down. Raises MoveRefused where it was given already or decided, PermissionDenied."""
    check_may(absence.person, by)
    by = for_who_asked(absence.person, asked, by)
    with transaction.atomic():
        fields = {"reason": reason, "answered_at": clock.now()}
        answered = move(absence, "answer", by=by, person_id=absence.person_id, set_fields=fields)
        note(answered.appointment, "absence_answered", by=by)
        complete_open_todo(person=answered.person, kind=WHY_MISSED, subject=str(answered.appointment_id), by=by)
    return answered


def decide_absence(*, absence: Absence, is_good: bool, words: str, by: Actor) -> Absence:
    """Decide whether somebody had a good reason, and say why. While they may still answer nobody decides against them.

    Raises TooSoon, MoveRefused where it is decided already, PermissionDenied.
    """
    if not by.may(Permission.DECIDE_CLAIMS) or by.person_id == absence.person_id:
        raise PermissionDenied("Only who decides claims decides this, and never their own")
    with transaction.atomic():
        locked = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
        if not is_good and locked.state == AbsenceState.ASKED and _may_answer(locked):
            raise TooSoon("They may still tell us why")
        fields = {"decision": words, "decided_at": clock.now(), "decided_by_name": by.name}
        event = "accept" if is_good else "refuse"
        decided = move(absence, event, by=by, person_id=absence.person_id, set_fields=fields)
        note(decided.appointment, "absence_accepted" if is_good else "absence_refused", by=by)
        complete_open_todo(person=decided.person, kind=WHY_MISSED, subject=str(decided.appointment_id), by=by)
    return decided


def answer_by(absence: Absence) -> date:
    """The day by which somebody is asked why they did not come: later than at first where they were given more time."""
    todo = _asked_why(absence)
    return max(absence.due, todo.due) if todo and todo.due else absence.due


def _may_answer(absence: Absence) -> bool:
    """Whether their time to tell us why is not over: they may wait to hear if they have more, and it does not run while
    their to-dos stand still."""
    todo = _asked_why(absence)
    waits = todo is not None and waiting_for_answer(todo) is not None
    return waits or clock.today() <= answer_by(absence) or bool(stood_still([absence.person_id], clock.today()))


def _asked_why(absence: Absence) -> Todo | None:
    about = {"kind": WHY_MISSED, "subject": str(absence.appointment_id), "state": TodoState.OPEN}
    found: Todo | None = Todo.objects.of_person(absence.person_id).filter(**about).first()
    return found


def _came(appointment: Appointment, event: str, entry: str, by: Actor) -> Appointment:
    with transaction.atomic():
        moved = move(appointment, event, by=by, person_id=appointment.person_id, what=appointment.kind)
        note(moved, entry, by=by)
    return moved


def _check_meets(appointment: Appointment, by: Actor) -> None:
    if not by.is_system and (not by.may(Permission.MEET_PEOPLE) or by.person_id == appointment.person_id):
        raise PermissionDenied("Only staff note who came, and never of themselves")
