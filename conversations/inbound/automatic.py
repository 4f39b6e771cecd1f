"""Mail that no human being wrote to us: answering it could go round for ever (RFC 3834)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.conf import settings

from conversations.inbound.models import NotAnswered

Headers = Mapping[str, Sequence[str]]
_LISTS = ("list-id", "list-post", "list-unsubscribe", "list-help")
_SAYS_SO = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-loop", "x-failed-recipients")
_PRECEDENCE = frozenset({"bulk", "list", "junk", "auto_reply"})
_MACHINES = re.compile(r"(?:mailer-daemon|postmaster|bounces?|listserv|majordomo)(?:[+=-].*)?|.*-(?:request|bounces?)")
_NOBODY = re.compile(r"(?:.*[._-])?(?:no|donot|do-not|do_not)[._-]?reply(?:[+._-].*)?")


def our_addresses() -> tuple[str, ...]:
    """What we send from, and read."""
    return tuple(filter(None, (settings.DEFAULT_FROM_EMAIL, settings.MAILBOX["address"])))


def why_automatic(headers: Headers, sender: str) -> NotAnswered | None:
    """Why nobody waits for an answer to this; None where a human being may."""
    mailbox, _, domain = sender.lower().rpartition("@")
    if domain in _our_domains() or sender in our_addresses():
        return NotAnswered.OURS
    if _NOBODY.fullmatch(mailbox):
        return NotAnswered.NO_REPLY
    return NotAnswered.AUTOMATIC if _says_so(headers) or _MACHINES.fullmatch(mailbox) else None


def _says_so(headers: Headers) -> bool:
    submitted = {_word(each) for each in headers.get("auto-submitted", ())}
    precedence = {_word(each) for each in headers.get("precedence", ())}
    suppress = ",".join(headers.get("x-auto-response-suppress", ()))
    suppressed = {each.strip().lower() for each in suppress.split(",")}
    is_report = any(_word(each) == "multipart/report" for each in headers.get("content-type", ()))
    is_bounce = any(each.replace(" ", "") == "<>" for each in headers.get("return-path", ()))
    return (
        bool(submitted - {"no"})
        or bool(precedence & _PRECEDENCE)
        or bool(suppressed & {"all", "autoreply"})
        or is_report
        or is_bounce
        or any(name in headers for name in (*_LISTS, *_SAYS_SO))
    )


def _word(header: str) -> str:
    """The value of a header without what is said beside it."""
    return re.split(r"[;(\s]", header.strip().lower(), maxsplit=1)[0]


def _our_domains() -> set[str]:
    return {settings.EMAIL_DOMAIN.lower(), urlsplit(settings.SERVICE_URL).hostname or ""} - {""}
