"""GOV.UK Notify as the carrier (its REST API, documented at docs.notifications.service.gov.uk/rest-api.html).

Its Python client is not used: one of the packages that it needs comes without a wheel, and it answers a time-out and a
refusal alike (docs/adr/0028). What is needed of the API is two addresses.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import requests
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import OctKey
from urllib3.exceptions import NewConnectionError

from core import clock
from notifications.backends import CannotDeliver, NotKnown, TryLater
from notifications.models import Medium, Message

CONNECT_SECONDS, READ_SECONDS = 3.05, 20.0
KNOWS_AFTER = timedelta(minutes=3)
"""Longer than any request of ours can be under way."""
OK, CREATED, REFUSED, TOO_MANY, BROKEN = 200, 201, 400, 429, 500
NOT_US = (401, 403)
"""What it says of a key that it does not know, whatever was asked."""
_UUID_LENGTH = 36
_SENT = {
    Medium.EMAIL: ("email", "email_address", "email_template", "email_reply_to_id", "reply_to"),
    Medium.TEXT: ("sms", "phone_number", "text_template", "sms_sender_id", "text_sender"),
}
"""Of each medium: what sends it, how its address and sender are called there, and which settings fill in."""


class NotifyRefused(Exception):
    """Notify answered that something is wrong on our side or its own, and not whether it took the message."""


class NotifyBackend:
    """Email and text by GOV.UK Notify: one template of each there, which holds ``((subject))`` and ``((body))``."""

    carries = frozenset({Medium.EMAIL, Medium.TEXT})
    leaves = True
    knows_after = KNOWS_AFTER

    def deliver(self, message: Message) -> str:
        if message.medium not in _SENT:
            raise CannotDeliver("GOV.UK Notify is not asked to carry this")
        kind, addressed, template, sender, sent_by = _SENT[Medium(message.medium)]
        body: dict[str, Any] = {
            addressed: message.address,
            "template_id": settings.NOTIFY[template],
            "personalisation": {"subject": message.subject, "body": message.body},
            "reference": str(message.pk),
        }
        if settings.NOTIFY[sent_by]:
            body[sender] = settings.NOTIFY[sent_by]
        try:
            answer = self._ask("POST", f"/v2/notifications/{kind}", json=body)
        except requests.exceptions.ConnectionError as problem:
            if _was_never_connected(problem):
                raise TryLater("GOV.UK Notify cannot be reached") from problem
            raise
        if answer.status_code == TOO_MANY:
            raise TryLater("GOV.UK Notify has had enough for now")
        if REFUSED <= answer.status_code < BROKEN:
            raise CannotDeliver(f"GOV.UK Notify answered {answer.status_code}: {_errors(answer)}"[:200])
        if answer.status_code != CREATED:
            raise NotifyRefused(f"status {answer.status_code}")
        return _id_of(answer.json())

    def look_up(self, message: Message) -> str | None:
        answer = self._ask("GET", "/v2/notifications", params={"reference": str(message.pk)})
        if answer.status_code != OK:
            raise NotifyRefused(f"status {answer.status_code}")
        found = answer.json()["notifications"]
        return _id_of(found[0]) if found else None

    def knows_us(self) -> bool:
        try:
            answer = self._ask("GET", "/v2/notifications", params={"reference": str(uuid4())})
        except (NotKnown, requests.RequestException):
            return False
        return answer.status_code == OK

    def _ask(self, method: str, path: str, **given: Any) -> requests.Response:
        # A session of its own reads no settings of proxies, and nothing that lies in somebody's home folder.
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                method,
                settings.NOTIFY["url"] + path,
                headers={"Authorization": f"Bearer {_token()}"},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                **given,
            )
        if answer.status_code in NOT_US:
            raise NotKnown(f"GOV.UK Notify answered {answer.status_code}: {_errors(answer)}"[:200])
        return answer


def _was_never_connected(problem: requests.exceptions.ConnectionError) -> bool:
    """Whether nothing was sent, as nobody answered the door: refused, no way there, or no such name."""
    reason = getattr(problem.args[0] if problem.args else None, "reason", None)
    return isinstance(problem, requests.exceptions.ConnectTimeout) or isinstance(reason, NewConnectionError)


def _token() -> str:
    """Says who we are, for half a minute."""
    key = settings.NOTIFY["api_key"]
    secret, service = key[-_UUID_LENGTH:], key[-2 * _UUID_LENGTH - 1 : -_UUID_LENGTH - 1]
    # The real time, which Notify compares with its own, also where a demonstration's clock was moved.
    claims = {"iss": service, "iat": int(clock.machine_now().timestamp())}
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(secret))


def _id_of(notification: dict[str, Any]) -> str:
    return str(UUID(notification["id"]))


def _errors(answer: requests.Response) -> str:
    """The kinds of error that it names. Their words may hold the address."""
    try:
        return ", ".join(sorted({str(each["error"]) for each in answer.json()["errors"]}))
    except (ValueError, LookupError, TypeError):
        return "no reason given"
