"""What those who look at signals are asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from govuk.fields import RadiosField, SelectField, TextAreaField, TextField, Words
from govuk.forms import GovukForm
from signals.kinds import BY_SLUG, KINDS, Kind, outcomes_of
from signals.models import MOVES, SIGNAL_STATES, Outcome, Signal, SignalState

ALL, WAITS = "all", "waiting"


def _named(kind: Kind) -> tuple[str, Words]:
    return kind.slug, kind.title


class FilterForm(GovukForm):
    """Which signals to list."""

    title = _("Which signals to list")
    kind = SelectField(
        label=_("Kind"),
        personal=False,
        missing=_("Select a kind"),
        choices=((ALL, _("All kinds")), *[_named(kind) for kind in KINDS]),
    )
    state = SelectField(
        label=_("Where they stand"),
        personal=False,
        missing=_("Select where they stand"),
        choices=((WAITS, _("Waiting for somebody to look")), *SignalState.choices),
    )


class OutcomeForm(GovukForm):
    """What somebody who looked came to."""

    title = _("What did you find?")
    button = _("Save what you found")
    text = TextAreaField(
        label=_("What you looked at, and why you think so"),
        hint=_("Leave out account numbers and addresses, and write it as if those it is about will read it."),
        personal=True,
        missing=_("Enter what you looked at, and why you think so"),
        name=_("What you looked at"),
        max_length=1000,
        rows=4,
    )
    known_as = TextField(
        label=_("If many people share it for an ordinary reason, its name"),
        hint=_("A library’s name, for example, but never an address."),
        personal=False,
        optional=True,
        name=_("The name"),
        max_length=100,
        autocomplete="off",
    )

    def __init__(self, *args: Any, kind: Kind, possible: Collection[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = RadiosField(
            label=_("What came of looking"),
            hint=_("It changes nothing for the claimant: what follows for a claim is decided there, with a reason."),
            personal=False,
            missing=_("Select what came of looking"),
            choices=[choice for choice in Outcome.choices if choice[0] in possible],
        )
        self.fields = {"outcome": outcome, **self.fields}
        if kind.share is None:
            del self.fields["known_as"]

    def clean(self) -> dict[str, Any]:
        """Only what has an ordinary explanation is left out from now on."""
        given = super().clean() or self.cleaned_data
        if given.get("known_as") and given.get("outcome") not in (None, Outcome.ORDINARY):
            self.add_error("known_as", _("Select that there is an ordinary explanation, or leave the name empty"))
        return given


def possible_outcomes(signal: Signal) -> list[Outcome]:
    """What can still come of a signal, from where it stands."""
    outcomes = outcomes_of(BY_SLUG[signal.kind])
    return [outcome for outcome in outcomes if signal.state in SIGNAL_STATES.find(MOVES[outcome]).sources]
