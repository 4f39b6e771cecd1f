"""What we hold about somebody and until when, in words, with the day for them where it can be worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import DeviceUse, SignIn
from audit.models import Event
from claims.models import Claim, ClaimState
from core.actor import Actor
from govuk.fields.base import Words
from govuk.formatting import day
from notifications.models import Message
from privacy.models import DataCopy
from privacy.periods import period_of
from privacy.purging import ENDED

_LAW = gettext_lazy("The law says that we decide claims and pay them, and for that we need it.")
_ACCOUNT = gettext_lazy("You asked us for an account, and we have to keep it safe.")


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of data: what it is, why we hold it, where it comes from, who sees it, and until when."""

    title: Words
    what: Words
    why: Words
    source: Words
    seen_by: Words
    until: str


def held_about(actor: Actor) -> list[Held]:
    """Every kind of data that we hold about this person. Five queries, however much there is."""
    if actor.person_id is None:
        return []
    until = _until(actor)
    you = gettext_lazy("You")
    staff = gettext_lazy("You, and our staff when their work needs it. You can see each time they looked, and why.")
    return [
        Held(
            gettext_lazy("Who you are and how we reach you"),
            gettext_lazy("Your name, date of birth, National Insurance number, email address and phone number"),
            _LAW,
            gettext_lazy("You, or our staff when they help you"),
            staff,
            str(period_of("unused_accounts").words),
        ),
        Held(
            gettext_lazy("How you proved who you are"),
            gettext_lazy("What we saw and when, never a copy of it"),
            _LAW,
            gettext_lazy("You, our staff, or GOV.UK One Login if you used it"),
            staff,
            str(period_of("unused_accounts").words),
        ),
        Held(
            gettext_lazy("Answers that you have not sent"),
            gettext_lazy("What you saved in a claim that you are filling in"),
            gettext_lazy("So that you can go on where you stopped."),
            gettext_lazy("You, or somebody you named to help you"),
            gettext_lazy(
                "You, whoever you named to help you with them, and your partner where you claim together and the "
                "question is about both of you"
            ),
            until["unsent"],
        ),
        Held(
            gettext_lazy("Your claim"),
            gettext_lazy("What you declared, your situation, your bank account, and what we decided and why"),
            _LAW,
            gettext_lazy("You, and your partner where you claim together"),
            gettext_lazy("You, your partner what is about both of you, and our staff when their work needs it"),
            until["claims"],
        ),
        Held(
            gettext_lazy("Your pay and your payments"),
            gettext_lazy("What you earned, how each payment was worked out, and when we paid it"),
            _LAW,
            gettext_lazy("You, our staff, your employer"),
            gettext_lazy("You, your partner where you claim together, and our staff when their work needs it"),
            until["claims"],
        ),
        Held(
            gettext_lazy("Your journal, your appointments and what we asked you to do"),
            gettext_lazy("What happened on your claim and account"),
            _LAW,
            gettext_lazy("Us"),
            staff,
            str(period_of("journal").words),
        ),
        Held(
            gettext_lazy("Messages between you and us"),
            gettext_lazy("What you and we wrote to each other, kept encrypted, and who looks after you"),
            _LAW,
            gettext_lazy("You, whoever helps you with messages, and our staff"),
            staff,
            str(period_of("journal").words),
        ),
        Held(
            gettext_lazy("Emails and texts that you send us"),
            gettext_lazy("What they say and where they are from, kept encrypted. We do not keep their files."),
            _LAW,
            gettext_lazy("You, or whoever writes with your address or number"),
            staff,
            str(period_of("arrived").words),
        ),
        Held(
            gettext_lazy("Photos and files that you add"),
            gettext_lazy("What can be seen in them. We take out where and when a photo was taken."),
            _LAW,
            gettext_lazy("You, or our staff when they help you"),
            staff,
            str(period_of("files").words),
        ),
        Held(
            gettext_lazy("Messages from us"),
            gettext_lazy("Emails, texts and letters. None holds facts about you."),
            gettext_lazy("So that we can show that we told you."),
            gettext_lazy("Us"),
            gettext_lazy("You. Our staff see letters and calls that they have to make."),
            until["messages"],
        ),
        Held(
            gettext_lazy("Who helps you"),
            gettext_lazy("Whom you named, their email address, with what they help and until when"),
            _ACCOUNT,
            gettext_lazy("You, or our staff if somebody was appointed to act for you"),
            gettext_lazy("You, and our staff when their work needs it, but not the address"),
            str(period_of("unused_accounts").words),
        ),
        Held(
            gettext_lazy("When and where you signed in"),
            gettext_lazy("Times, and a random number in the browser that you used. Nothing else about the device."),
            _ACCOUNT,
            gettext_lazy("Us"),
            gettext_lazy("You. Nobody in our staff sees it, only whether several accounts use one device."),
            until["sign_ins"],
        ),
        Held(
            gettext_lazy("How you confirm that it is you"),
            gettext_lazy("Your password, apps, phone number for codes and passkeys, so that not even we can use them"),
            _ACCOUNT,
            you,
            gettext_lazy("Nobody"),
            _("Until you change or remove it"),
        ),
        Held(
            gettext_lazy("What was compared to find fraud and mistakes"),
            gettext_lazy("Whether an account, address or device is used in several claims"),
            gettext_lazy("The law says that we protect public money."),
            gettext_lazy("Us, from your claim and other claims"),
            gettext_lazy("A few of our staff, who have to say what they found"),
            _("1 year if there is an explanation, otherwise 2 years"),
        ),
        Held(
            gettext_lazy("Who looked at your record, and every change to it"),
            gettext_lazy("Who, when, which page, and why"),
            gettext_lazy("So that you can see it, and nobody can do something unseen."),
            gettext_lazy("Us"),
            gettext_lazy("You, and the few of our staff who check our work"),
            _("7 years after it happened, and as long as we have the claim that it is about"),
        ),
        Held(
            gettext_lazy("A copy of your data"),
            gettext_lazy("The files that you asked for"),
            gettext_lazy("The law gives you a right to it."),
            gettext_lazy("Us"),
            gettext_lazy("You, and nobody else"),
            until["copies"],
        ),
    ]


def _until(actor: Actor) -> dict[str, str]:
    assert actor.user_id is not None
    claims = list(Claim.objects.of_person(actor.person_id).select_related("draft"))
    unsent = [claim.draft.expires_at for claim in claims if claim.state == ClaimState.STARTED]
    device = DeviceUse.objects.filter(user_id=actor.user_id).aggregate(last=Max("last_used_at"))["last"]
    message = Message.objects.filter(recipient_reference=str(actor.person_id)).aggregate(last=Max("queued_at"))["last"]
    copy = DataCopy.objects.for_actor(actor).exclude(ready_at=None).aggregate(last=Max("ready_at"))["last"]
    last = SignIn.objects.filter(user_id=actor.user_id).aggregate(last=Max("at"))["last"]
    return {
        "unsent": _day(max(unsent))
        if unsent
        else _("You have none. When you start a claim: %(period)s") % _in("unsent_claims"),
        "claims": _of_claims(claims),
        "messages": _latest("messages", message),
        "sign_ins": " ".join(
            [
                _("Times of signing in: %(period)s.") % _in("sign_ins"),
                _("Devices: %(period)s.") % {"period": _latest("devices", device or last)},
            ]
        ),
        "copies": _latest("copies", copy),
    }


def _of_claims(claims: list[Any]) -> str:
    ended = [claim.reference for claim in claims if claim.state in ENDED]
    if not claims or len(ended) < len(claims):
        return str(period_of("ended_claims").words)
    last = Event.objects.filter(claim_reference__in=ended).aggregate(last=Max("at"))["last"]
    return _latest("ended_claims", last)


def _latest(kind: str, began: datetime | None) -> str:
    period = period_of(kind)
    if began is None:
        return str(period.words)
    return _("%(period)s: the last of it until %(day)s") % {"period": period.words, "day": day(period.after(began))}


def _in(kind: str) -> dict[str, Words]:
    return {"period": period_of(kind).words}


def _day(moment: datetime) -> str:
    return day(moment)
