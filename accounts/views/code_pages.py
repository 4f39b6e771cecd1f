"""The page on which a code is entered, wherever one is asked for: sign-up, another email address, another number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.codes import Answer, TooManyCodes, try_code
from accounts.factors.texts import ending
from accounts.forms import EmailedCodeForm, TextCodeForm
from accounts.models import ContactCode, Purpose
from accounts.throttle import CODES_TO_PLACE, MustWait, count_try, place_of
from core import clock
from core.http import Request
from notifications.models import Medium

CODES_A_SESSION = 5


@dataclass(frozen=True)
class CodePages:
    """Where a code for this purpose is asked for, entered and sent again, by the names of the addresses."""

    purpose: Purpose
    medium: Medium
    first: str
    code: str
    again: str

    @property
    def key(self) -> str:
        """The session's name for the code that was asked for."""
        return f"code_{self.purpose}"

    @property
    def asked(self) -> str:
        """The session's name for how often."""
        return f"codes_{self.purpose}"

    def pending(self, request: Request) -> ContactCode | None:
        """The code that this browser asked for last."""
        key = request.session.get(self.key)
        return ContactCode.objects.filter(pk=UUID(key), purpose=self.purpose).first() if key else None

    def forget(self, request: Request) -> None:
        """What it was asked for is done, or given up."""
        request.session.pop(self.key, None)
        request.session.pop(self.asked, None)

    def send(self, request: Request, make: Callable[[], ContactCode]) -> HttpResponse:
        """Have a code sent, and go to where it is entered."""
        asked = request.session.get(self.asked, 0)
        try:
            if asked >= CODES_A_SESSION:
                raise TooManyCodes
            count_try([(CODES_TO_PLACE, place_of(request))])
            made = make()
        except (TooManyCodes, MustWait):
            return render(
                request,
                "accounts/too_many_codes.html",
                {"code_url": reverse(self.code), "medium": self.medium},
                status=429,
            )
        request.session[self.key] = str(made.pk)
        request.session[self.asked] = asked + 1
        return redirect(self.code)

    def send_again(self, request: Request, make: Callable[[ContactCode], ContactCode]) -> HttpResponse:
        """Another code to the same place. The earlier one stops working."""
        pending = self.pending(request)
        if pending is None:
            return redirect(self.first)
        response = self.send(request, lambda: make(pending))
        if response.status_code == 302:
            messages.success(request, _("We sent you another code. Use the newest one."))
        return response

    def enter(
        self,
        request: Request,
        confirmed: Callable[[ContactCode], HttpResponse],
        *,
        instead: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """Ask for the code; go on once it was right. ``instead``: the words, button and address of what else they can
        do."""
        pending = self.pending(request)
        if pending is None:
            return redirect(self.first)
        if pending.may_be_used(clock.now()):
            return confirmed(pending)
        kind = TextCodeForm if self.medium == Medium.TEXT else EmailedCodeForm
        form = kind(request.POST) if request.method == "POST" else kind()
        if form.is_bound and form.is_valid():
            answer = try_code(
                code_id=pending.pk, purpose=self.purpose, code=form.cleaned_data["code"], by=request.actor
            )
            if answer == Answer.CONFIRMED:
                return confirmed(pending)
            form.add_error("code", _not_right(answer))
        shown = {
            "form": form,
            "sent_to": ending(pending.contact) if self.medium == Medium.TEXT else pending.contact,
            "by_text": self.medium == Medium.TEXT,
            "back_url": reverse(self.first),
            "again_url": reverse(self.again),
            "instead": instead,
        }
        return render(request, "accounts/code.html", shown)


def _not_right(answer: Answer) -> str:
    return {
        Answer.WRONG: _("The code is not right. Check it and enter it again"),
        Answer.EXPIRED: _("The code has expired. Ask for another code"),
        Answer.TOO_MANY_TRIES: _("You have entered too many wrong codes. Ask for another code"),
    }[answer]
