"""What is kept of a to-do's day: each day that it had, what was said about it, more time that was asked for, and that
it passed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

STAFF = roles_with(Permission.DEAL_WITH_TODOS)
WHOEVER_ENDS_IT = {"claimant", "helper", "system", *roles_with(Permission.OPEN_CLAIMS)}
"""Who may do a to-do, or note that it is not needed: what waits about it ends with it."""


class WhyThatDay(models.TextChoices):
    """Why a to-do is due on a day."""

    ASKED = "asked", _("When it was asked for")
    MORE_TIME = "more_time", _("More time that was asked for")
    STAFF = "staff", _("Time that staff gave")
    ASKED_MORE = "asked_more", _("More was asked for")


class DueDay(models.Model):
    """A day by which a to-do was to be done, from a moment on, until the next such row. Only ever added to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    todo = models.ForeignKey("journal.Todo", models.CASCADE, related_name="due_days")
    day = models.DateField()
    why = models.CharField(max_length=10, choices=WhyThatDay)
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        triggers = append_only_triggers()
        ordering = ("set_at", "pk")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} ({self.why})"


class Said(models.TextChoices):
    """What words about a to-do are."""

    ASKED = "asked", _("What we wrote when we asked")
    MORE_TIME = "more_time", _("Why you asked for more time")
    ANSWER = "answer", _("Our answer")
    LATE = "late", _("What stopped you")
    LOOKED_AT = "looked_at", _("What we wrote when we looked at why it is late")


class TodoNote(models.Model):
    """Words that somebody wrote about a to-do. Both sides read them. Only ever added to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    todo = models.ForeignKey("journal.Todo", models.CASCADE, related_name="notes")
    said = models.CharField(max_length=10, choices=Said)
    words = SecretTextField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        triggers = append_only_triggers()
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.said} at {self.at:%Y-%m-%d %H:%M}"


class MoreTimeState(models.TextChoices):
    """What came of it."""

    ASKED = "asked", _("Waits for an answer")
    ALLOWED = "allowed", _("Given")
    REFUSED = "refused", _("Not given")
    WITHDRAWN = "withdrawn", _("Taken back")


MORE_TIME_STATES = StateTable(
    "state",
    MoreTimeState.ASKED,
    (
        allow("allow", MoreTimeState.ASKED, MoreTimeState.ALLOWED, who={"system", *STAFF}, past="allowed"),
        allow("refuse", MoreTimeState.ASKED, MoreTimeState.REFUSED, who=STAFF, past="refused"),
        allow("withdraw", MoreTimeState.ASKED, MoreTimeState.WITHDRAWN, who=WHOEVER_ENDS_IT, past="withdrawn"),
    ),
)


class MoreTime(models.Model):
    """Somebody asked for time until a day. While it waits for an answer the to-do is not missed."""

    STATES = MORE_TIME_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    todo = models.ForeignKey("journal.Todo", models.CASCADE, related_name="asked_for_time")
    until = models.DateField()
    state = models.CharField(max_length=10, choices=MoreTimeState, default=MoreTimeState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = MORE_TIME_STATES.triggers()
        constraints = (
            models.UniqueConstraint(
                fields=["todo"], condition=models.Q(state=MoreTimeState.ASKED), name="asked_once_for_time"
            ),
        )

    def __str__(self) -> str:
        return f"Until {self.until:%Y-%m-%d} ({self.state})"


class MissedState(models.TextChoices):
    """What somebody who looked at it decided."""

    WAITING = "waiting", _("Nobody has looked at it yet")
    MORE_TIME = "more_time", _("More time was given")
    DONE = "done", _("It was done")
    NOT_NEEDED = "not_needed", _("No longer needed")
    NOTED = "noted", _("Noted for a decision maker")


MISSED_STATES = StateTable(
    "state",
    MissedState.WAITING,
    (
        allow(
            "give_more_time",
            (MissedState.WAITING, MissedState.NOTED),
            MissedState.MORE_TIME,
            who=STAFF,
            past="given_more_time",
        ),
        allow(
            "complete",
            (MissedState.WAITING, MissedState.NOTED),
            MissedState.DONE,
            who=WHOEVER_ENDS_IT,
            past="completed",
        ),
        allow(
            "withdraw",
            (MissedState.WAITING, MissedState.NOTED),
            MissedState.NOT_NEEDED,
            who=WHOEVER_ENDS_IT - {"claimant", "helper"},
            past="withdrawn",
        ),
        allow("explain", MissedState.NOTED, MissedState.WAITING, who={"claimant"}, past="explained"),
        allow("note", MissedState.WAITING, MissedState.NOTED, who=STAFF, past="noted"),
    ),
)


class Missed(models.Model):
    """A to-do's day passed and it was not done: somebody looks at why, and nothing follows before. Once for each day
    that it had."""

    STATES = MISSED_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    todo = models.ForeignKey("journal.Todo", models.CASCADE, related_name="missed")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=MissedState, default=MissedState.WAITING)
    found_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_at_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = MISSED_STATES.triggers()
        constraints = (models.UniqueConstraint(fields=["todo", "due"], name="missed_once"),)
        indexes = (
            models.Index(fields=["found_at"], condition=models.Q(state=MissedState.WAITING), name="missed_waiting"),
        )

    def __str__(self) -> str:
        return f"Due {self.due:%Y-%m-%d} ({self.state})"


class Reminder(models.Model):
    """Somebody was reminded of a to-do so many days before its day: once of each."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    todo = models.ForeignKey("journal.Todo", models.CASCADE, related_name="reminders")
    due = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()
        constraints = (models.UniqueConstraint(fields=["todo", "due", "days_before"], name="reminded_once"),)

    def __str__(self) -> str:
        return f"{self.days_before} days before {self.due:%Y-%m-%d}"
