"""What is compared (Trait), what was noticed (Signal) and on which rows it rests, and what was said of it.

Nothing here is read by what decides claims or pays: `lint-imports` and tests/signals/test_decides_nothing.py see to it.
"""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Fact
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from core.likeness import account_words, address_words
from core.permissions import Permission, roles_with
from core.states import StateTable, allow
from signals.querysets import KnownQuerySet, TraitQuerySet

LOOKERS = roles_with(Permission.LOOK_AT_SIGNALS)
"""Who looks at signals about claims. Those about staff need another permission."""


class TraitKind(models.TextChoices):
    """What of a claim is compared with other claims."""

    ACCOUNT = "account", _("Bank account")
    ADDRESS = "address", _("Address")
    OTHER_NAME = "other_name", _("Account in another name")


class Trait(models.Model):
    """Something of a claim by which it can be compared, as a keyed hash: neither account nor address can be read here.

    Read from a circumstance, and deleted when that is not believed any more or its claim has ended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=TraitKind)
    digest = LookupDigestField(
        of="compared", made_from=("fact", "kind"), copied_to=("signals.Known.digest", "signals.Signal.key"), null=False
    )

    objects = TraitQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["fact", "kind"], name="a_trait_of_a_fact_once"),)
        indexes = (models.Index(fields=["kind", "digest", "claim"], name="traits_to_compare"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.claim_id}"

    @property
    def compared(self) -> str:
        """What of its circumstance is compared, in the form in which it is the same however it is written."""
        if self.kind == TraitKind.OTHER_NAME:
            return f"other name {self.claim_id}"
        words = address_words if self.kind == TraitKind.ADDRESS else account_words
        return words(self.fact.full_value)


class ShareKind(models.TextChoices):
    """What many people may share for an ordinary reason."""

    ACCOUNT = "account", _("Bank account")
    ADDRESS = "address", _("Address")
    DEVICE = "device", _("Device")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Known(models.Model):
    """Something that many people share for an ordinary reason, so that sharing it is no signal: a hostel, a computer in
    a library or job centre, a council's account for those whose money it looks after. Never the thing itself, which may
    be the address of a refuge: only its keyed hash, and a name by which staff know it."""

    kind = models.CharField(_("What it is"), max_length=10, choices=ShareKind)
    digest = models.BinaryField(max_length=32, editable=False)
    name = models.CharField(_("Name"), max_length=100, help_text=_("By which staff know it. Never its address."))
    why = models.CharField(_("Why many people share it"), max_length=300)
    added_by_id = models.BigIntegerField(null=True, editable=False)
    added_by_name = models.CharField(_("Added by"), max_length=200, editable=False)
    added_at = models.DateTimeField(_("Added"), editable=False)

    objects = KnownQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared place, device or account")
        verbose_name_plural = _("shared places, devices and accounts")
        ordering = ("kind", "name")
        constraints = (models.UniqueConstraint(fields=["kind", "digest"], name="known_once"),)

    def __str__(self) -> str:
        return self.name


class SignalState(models.TextChoices):
    """How far people have come with it."""

    NEW = "new", _("New")
    LOOKED_AT = "looked_at", _("Being looked at")
    EXPLAINED = "explained", _("Explained")
    PASSED_ON = "passed_on", _("Passed on")


WAITING = (SignalState.NEW, SignalState.LOOKED_AT)
SIGNAL_STATES = StateTable(
    "state",
    SignalState.NEW,
    (
        allow("look", WAITING, SignalState.LOOKED_AT, who=LOOKERS, past="looked_at"),
        allow("explain", (*WAITING, SignalState.PASSED_ON), SignalState.EXPLAINED, who=LOOKERS, past="explained"),
        allow("pass_on", WAITING, SignalState.PASSED_ON, who=LOOKERS, past="passed_on"),
        # More of the same was noticed than there was when it was explained.
        allow("grow", SignalState.EXPLAINED, SignalState.NEW, who={"system"}, past="grown"),
    ),
)


class Outcome(models.TextChoices):
    """What came of looking."""

    STILL = "still", _("Not clear yet: I need to find out more")
    ORDINARY = "ordinary", _("There is an ordinary explanation")
    DIFFERENT_PEOPLE = "different_people", _("They are different people")
    SAME_PERSON = "same_person", _("They are one person, which is being put right with them")
    MISTAKE = "mistake", _("It is a mistake, ours or theirs, and is being put right")
    LEADER = "leader", _("Pass it to a team leader")
    COUNTER_FRAUD = "counter_fraud", _("Pass it to the counter-fraud team")


OF_PEOPLE = (Outcome.DIFFERENT_PEOPLE, Outcome.SAME_PERSON)
"""What comes of looking only where several people may be one."""
TOLD = {
    Outcome.ORDINARY: _("There was an ordinary explanation"),
    Outcome.DIFFERENT_PEOPLE: _("They were different people"),
    Outcome.SAME_PERSON: _("It was one person"),
    Outcome.MISTAKE: _("It was a mistake"),
    Outcome.LEADER: _("A team leader looks at it"),
    Outcome.COUNTER_FRAUD: _("Another team looks at it"),
}
"""An outcome in words for the person it is about."""
MOVES = {
    Outcome.STILL: "look",
    Outcome.ORDINARY: "explain",
    Outcome.DIFFERENT_PEOPLE: "explain",
    Outcome.SAME_PERSON: "explain",
    Outcome.MISTAKE: "explain",
    Outcome.LEADER: "pass_on",
    Outcome.COUNTER_FRAUD: "pass_on",
}


class Signal(models.Model):
    """An observation: claims that have something in common, or work out of the ordinary. ``kind`` is one of
    signals.kinds, ``key`` the keyed hash of what was noticed, ``count`` how many claims, people or edits were seen when
    it was last looked for. ``staff`` is whose work it is about, where it is about staff."""

    STATES: ClassVar[StateTable] = SIGNAL_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30)
    key = models.BinaryField(max_length=32)
    count = models.PositiveIntegerField()
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=SignalState, default=SignalState.NEW)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, help_text="When it was explained or passed on")

    class Meta:
        triggers = SIGNAL_STATES.triggers()
        constraints = (
            models.UniqueConstraint(fields=["kind", "key"], name="a_signal_once"),
            models.CheckConstraint(
                name="closed_with_an_outcome",
                condition=Q(state__in=WAITING, closed_at__isnull=True)
                | Q(state__in=[SignalState.EXPLAINED, SignalState.PASSED_ON], closed_at__isnull=False) & ~Q(outcome=""),
            ),
        )
        indexes = (models.Index(fields=["state", "first_seen_at"], name="signals_by_state"),)

    def __str__(self) -> str:
        return f"Signal {self.kind}"


def _unchanging() -> list[pgtrigger.Trigger]:
    """Rows that go with their signal, when its time is over, and until then say what they said."""
    return [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]


class Evidence(models.Model):
    """A row on which a signal rests, and the claim it is of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    row_type = models.CharField(max_length=60)
    row_id = models.CharField(max_length=60)
    seen_at = models.DateTimeField()

    class Meta:
        triggers = _unchanging()
        constraints = (models.UniqueConstraint(fields=["signal", "row_type", "row_id"], name="evidence_once"),)

    def __str__(self) -> str:
        return f"{self.row_type} {self.row_id}"


class Note(models.Model):
    """What somebody who looked at a signal said of it, and what they did. Encrypted, since people write names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="notes")
    outcome = models.CharField(max_length=20, choices=Outcome)
    text = SecretTextField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)

    class Meta:
        triggers = _unchanging()
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.outcome} by {self.by_name}"


class Tally(models.Model):
    """How many signals of a kind, deleted since, had come to something: all that is left of them."""

    kind = models.CharField(max_length=30)
    outcome = models.CharField(max_length=20, blank=True, help_text="Empty: nobody had closed it")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "outcome"], name="one_tally"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}: {self.count}"


class Look(models.Model):
    """When something was last looked for: a kind of signal, or the traits of claims."""

    what = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.what
