"""Settings of the mailbox in which email for the service arrives, from the environment. Without one none is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from environs import Env


def given(env: Env) -> dict[str, Any]:
    """What was set. ``host`` is read by IMAP over TLS, ``maildir`` is a folder in its place for demonstrations and
    tests; ``kept`` is the folder of the mailbox for what was not read whole. ``checked_by`` is how our own mail server
    calls itself where it says that it checked where mail comes from (RFC 8601)."""
    return {
        "host": env.str("MAILBOX_HOST", default=""),
        "port": env.int("MAILBOX_PORT", default=993),
        "user": env.str("MAILBOX_USER", default=""),
        "password": env.str("MAILBOX_PASSWORD", default=""),
        "folder": env.str("MAILBOX_FOLDER", default="INBOX"),
        "kept": env.str("MAILBOX_KEPT_FOLDER", default="Not read whole"),
        "address": env.str("MAILBOX_ADDRESS", default="").strip().lower(),
        "checked_by": env.str("MAILBOX_CHECKED_BY", default="").strip(),
        "maildir": env.str("MAILBOX_MAILDIR", default=""),
    }


def wrong_with(settings: Mapping[str, Any]) -> Iterator[str]:
    """Why the service must not start with these, each with how to put it right."""
    mailbox = settings["MAILBOX"]
    needed = {"user": "MAILBOX_USER", "password": "MAILBOX_PASSWORD", "address": "MAILBOX_ADDRESS"}
    if mailbox["host"] and (missing := [variable for name, variable in needed.items() if not mailbox[name]]):
        yield f"Set {', '.join(missing)}: the mailbox cannot be read, or its own mail would be answered"
    if mailbox["maildir"]:
        yield "unset MAILBOX_MAILDIR: mail would lie in a folder that is not encrypted"
