"""Settings of GOV.UK Notify, from the environment. Used while ``NOTIFICATIONS_BACKEND`` names its backend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from environs import Env

BACKEND = "notifications.notify.NotifyBackend"
NEEDED = {
    "api_key": "NOTIFY_API_KEY",
    "email_template": "NOTIFY_EMAIL_TEMPLATE",
    "text_template": "NOTIFY_TEXT_TEMPLATE",
    "callback_token": "NOTIFY_CALLBACK_TOKEN",
}
USUAL_URL = "https://api.notifications.service.gov.uk"
_TOKEN_LENGTH = 32
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(f".*-{_UUID}-{_UUID}")
"""A key's name, the service's id and the secret (documentation of GOV.UK Notify's REST API, "API keys")."""


def given(env: Env) -> dict[str, str]:
    """What was set; what was not is empty: ``production`` says what is missing from it."""
    return {
        **{name: env.str(variable, default="") for name, variable in NEEDED.items()},
        # Which of the service's addresses for replies, and senders of texts, is used; Notify's own choice without.
        "reply_to": env.str("NOTIFY_REPLY_TO", default=""),
        # Sent with texts that people send us; without it we are told of none.
        "inbound_token": env.str("NOTIFY_INBOUND_TOKEN", default=""),
        "text_sender": env.str("NOTIFY_TEXT_SENDER", default=""),
        "url": env.str("NOTIFY_URL", default=USUAL_URL).rstrip("/"),
    }


def wrong_with(settings: Mapping[str, Any]) -> Iterator[str]:
    """Why the service must not start with these, each with how to put it right."""
    notify = settings["NOTIFY"]
    if 0 < len(notify["inbound_token"]) < _TOKEN_LENGTH:
        yield f"NOTIFY_INBOUND_TOKEN is shorter than {_TOKEN_LENGTH} characters: who guesses it can write as anybody"
    if settings["NOTIFICATIONS_BACKEND"] != BACKEND:
        return
    for name, variable in NEEDED.items():
        if not notify[name]:
            yield f"Set {variable}: GOV.UK Notify works only with all of {', '.join(NEEDED.values())}"
    if notify["api_key"] and not _KEY.fullmatch(notify["api_key"]):
        yield "NOTIFY_API_KEY is not a whole key of GOV.UK Notify: it ends with two ids, the service's and the secret"
    for name in ("email_template", "text_template"):
        if notify[name] and not re.fullmatch(_UUID, notify[name]):
            yield f"{NEEDED[name]} is not the id of a template of GOV.UK Notify"
    if 0 < len(notify["callback_token"]) < _TOKEN_LENGTH:
        yield f"NOTIFY_CALLBACK_TOKEN is shorter than {_TOKEN_LENGTH} characters: who guesses it can say what arrived"
    if urlsplit(notify["url"]).scheme != "https":
        yield "NOTIFY_URL must begin with https://: addresses and codes could be read on the way"
