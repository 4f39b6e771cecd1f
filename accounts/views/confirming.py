"""Asking for a second step: the same form at sign-in and wherever somebody must confirm again that it is them.

One code box takes a code of any kind that they have, so that nobody has to choose. A text is sent when they ask for
one. A passkey answers through a little JavaScript (static/passkeys.js), which fills in and sends the same form.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.factors import passkeys, texts
from accounts.factors.messages import language_of
from accounts.factors.trying import Tried, try_code, try_passkey
from accounts.forms import PasskeyForm, PasswordAgainForm, SecondStepForm
from accounts.models import Factor, FactorKind, User
from accounts.passwords import user_with
from core.http import Request
from govuk.formatting import time_of_day
from govuk.forms import GovukForm

CODE, PASSWORD, PASSKEY, SEND = (f"second_step_{name}" for name in ("code", "password", "passkey", "send"))
CHALLENGE, SENT_TO = "passkey_challenge", "texted_to"
SHOWN_KINDS = (FactorKind.PASSKEY, FactorKind.APP, FactorKind.TEXT, FactorKind.BACKUP)


def site_of(request: Request) -> passkeys.Site:
    """Where a passkey is made or used: the host by which this page was reached, which is one of ours."""
    origin = f"{request.scheme}://{request.get_host()}"
    return passkeys.Site(urlsplit(origin).hostname or "", origin, str(settings.SERVICE_NAME))


class Confirming:
    """Somebody is asked to confirm that it is them, by any factor of these kinds; by their password if there is none.

    ``user`` is who they say they are: whoever gave the password, or is signed in.
    """

    def __init__(self, request: Request, user: User, kinds: Collection[str]) -> None:
        self.request, self.user, self.kinds = request, user, frozenset(kinds)
        self.form: GovukForm = self._form_class(request.POST if self.is_answered else None)

    @property
    def _form_class(self) -> type[GovukForm]:
        if not self.kinds:
            return PasswordAgainForm
        return SecondStepForm if self.asks_code else PasskeyForm

    @property
    def asks_code(self) -> bool:
        """Whether there is any code that they could type."""
        return bool(self.kinds - {FactorKind.PASSKEY})

    @property
    def is_answered(self) -> bool:
        """Whether this request is an answer to the form, and neither another page's nor a wish for a text."""
        posted = self.request.POST
        return not self.wants_text and bool({CODE, PASSWORD, PASSKEY} & posted.keys())

    @property
    def wants_text(self) -> bool:
        """Whether they pressed the button that sends a text."""
        return SEND in self.request.POST

    def confirmed_by(self) -> str:
        """The kind of factor that confirmed that it is them, or "password"; nothing when nothing did. The form, or what
        ``context`` says, then tells why. Raises throttle.MustWait for a password."""
        if self.wants_text:
            self._send_text()
            return ""
        if not self.is_answered:
            return ""
        if not self.kinds:
            return self._by_password()
        if self.request.POST.get(PASSKEY) and FactorKind.PASSKEY in self.kinds:
            return self._by_passkey()
        if not self.asks_code or not self.form.is_valid():
            return ""
        tried = try_code(user=self.user, code=self.form.cleaned_data[CODE], kinds=self.kinds, by=self.request.actor)
        if not tried.is_right:
            self.form.add_error(CODE, why_not(tried))
        return tried.kind

    def send_first_text(self) -> None:
        """Text a code to somebody who can confirm that it is them in no better way, before they ask for it."""
        if self.kinds - {FactorKind.BACKUP} == {FactorKind.TEXT}:
            self._send_text()

    def context(self) -> dict[str, Any]:
        """What the form's template shows."""
        return {
            "form": self.form,
            "kinds": [kind for kind in SHOWN_KINDS if kind in self.kinds],
            "asks_code": self.asks_code,
            "phones": [(phone.pk, texts.ending(phone.secret)) for phone in self._phones()],
            "was_sent_to": self.request.session.get(SENT_TO, "") if FactorKind.TEXT in self.kinds else "",
            "passkey_options": self._ask_passkey(),
        }

    def _by_password(self) -> str:
        if not self.form.is_valid():
            return ""
        password = self.form.cleaned_data[PASSWORD]
        if user_with(self.request, email=self.user.email, password=password) != self.user:
            self.form.add_error(PASSWORD, _("Your password is not right. Check it and enter it again"))
            return ""
        return "password"

    def _by_passkey(self) -> str:
        challenge = self.request.session.pop(CHALLENGE, "")
        tried = try_passkey(
            user=self.user,
            answer=self.request.POST[PASSKEY],
            challenge=challenge,
            site=site_of(self.request),
            by=self.request.actor,
        )
        if not tried.is_right:
            self._say(_("We could not check your passkey. Try again, or use another way"))
        return tried.kind

    def _ask_passkey(self) -> str:
        if FactorKind.PASSKEY not in self.kinds:
            return ""
        asked = passkeys.ask_to_use(known=self._factors(FactorKind.PASSKEY), site=site_of(self.request))
        self.request.session[CHALLENGE] = asked.challenge
        return asked.options

    def _phones(self) -> list[Factor]:
        return self._factors(FactorKind.TEXT) if FactorKind.TEXT in self.kinds else []

    def _factors(self, kind: str) -> list[Factor]:
        return list(Factor.objects.confirmed().filter(user=self.user, kind=kind))

    def _send_text(self) -> None:
        phones = self._phones()
        wanted = self.request.POST.get(SEND, "")
        phone = next((each for each in phones if str(each.pk) == wanted), phones[0] if phones else None)
        if phone is None:
            return
        try:
            texts.send_code(factor=phone, language=language_of(self.user), by=self.request.actor)
        except texts.TooManyTexts:
            self._say(_("We have sent you too many codes. Wait an hour and try again"))
            return
        self.request.session[SENT_TO] = texts.ending(phone.secret)

    def _say(self, what_is_wrong: str) -> None:
        """Show the form again with this at its head, and nothing about a code that they did not type."""
        self.form = self._form_class({})
        self.form.errors.clear()
        self.form.add_error(None, what_is_wrong)


def why_not(tried: Tried) -> str:
    """What to say of a code that was not right."""
    if tried.again_at:
        # A part of a minute is rounded up, so that the time shown is never too early.
        again_at = (tried.again_at + timedelta(seconds=59)).replace(second=0)
        said = _("You have entered too many wrong codes. You can try again at %(time)s")
        return said % {"time": time_of_day(again_at)}
    return _("The code is not right, or it is too old. Check it and enter it again")
