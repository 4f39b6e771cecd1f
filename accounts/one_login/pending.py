"""What was asked of One Login and has not come back yet: kept in this browser's session, used once, not for long."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import asdict, dataclass
from enum import StrEnum

from core.http import Request

PENDING = "one_login_pending"
LIFE_SECONDS = 60 * 60
MOST = 5
"""In as many windows at once as anybody has: the oldest is forgotten."""


class Purpose(StrEnum):
    """What somebody wants of One Login."""

    SIGN_IN = "sign-in"
    CONNECT = "connect"
    PROVE = "prove"


LEVELS = {Purpose.SIGN_IN: "Cl.Cm", Purpose.CONNECT: "Cl.Cm", Purpose.PROVE: "Cl.Cm.P2"}
"""The vector of trust to ask for: two factors always, and for proving who one is a medium identity besides."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One question to One Login. Only the browser that asked it can bring the answer, once."""

    purpose: Purpose
    nonce: str
    verifier: str
    next: str
    user_id: int | None
    """Who was signed in and asked; the answer is for nobody else."""
    asked_at: float


def begin(request: Request, purpose: Purpose, *, leads_to: str = "") -> tuple[str, Pending]:
    """Note a question. Returns the state to send along; it begins with the purpose, so that somebody whose session
    is over when they come back can be told what to do."""
    state = f"{purpose}.{secrets.token_urlsafe(32)}"
    pending = Pending(
        purpose=purpose,
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        next=leads_to,
        user_id=request.actor.user_id,
        asked_at=time.time(),
    )
    kept = dict(request.session.get(PENDING, {}))
    kept[state] = asdict(pending)
    request.session[PENDING] = dict(list(kept.items())[-MOST:])
    return state, pending


def take(request: Request, state: str) -> Pending | None:
    """The question that this state belongs to, which is then over; None when this browser asked no such question,
    has had its answer, asked it too long ago, or somebody else has signed in since."""
    kept = dict(request.session.get(PENDING, {}))
    found = next((each for each in kept if hmac.compare_digest(each.encode(), state.encode())), None)
    if found is None:
        return None
    pending = Pending(**{**kept.pop(found), "purpose": purpose_of(found)})
    request.session[PENDING] = kept
    is_recent = 0 <= time.time() - pending.asked_at < LIFE_SECONDS
    return pending if is_recent and pending.user_id == request.actor.user_id else None


def purpose_of(state: str) -> Purpose:
    """What a state says that it was for; never more than a hint, because anybody can write one."""
    purpose = state.partition(".")[0]
    return Purpose(purpose) if purpose in set(Purpose) else Purpose.SIGN_IN
