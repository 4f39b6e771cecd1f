"""What was noticed when the personas' claims were compared, and what was made of it."""

from __future__ import annotations

from accounts.actors import actor_for
from accounts.models import User
from signals.models import Outcome, Signal, SignalState
from signals.services import look, note_outcome
from signals.tasks import LOOKING

LEADER = "ruth.osei@example.com"
MARRIED = "She sent her marriage certificate: the account is in the name that she had before."


def notice() -> None:
    """Compare the claims as the nightly task does. The account in another name was explained; the shared one waits."""
    look(by=LOOKING)
    leader = User.objects.filter(email=LEADER).first()
    signal = Signal.objects.filter(kind="account_name", state=SignalState.NEW).first()
    if leader and signal:
        note_outcome(signal=signal, outcome=Outcome.ORDINARY, text=MARRIED, by=actor_for(leader))
