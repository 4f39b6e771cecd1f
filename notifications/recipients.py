"""To whom a message goes: an address and nothing about the person."""

from __future__ import annotations

from dataclasses import dataclass

from core.hosts import Host


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where to reach somebody. ``reference`` is an opaque key by which their messages are found again;
    ``language`` is "en" or "cy", or ``IN_BOTH`` where nobody knows (notifications/templates.py). An empty email or
    phone means that they cannot be reached that way. ``contact_by`` (a Medium) is how they asked to hear from us,
    ``letter_format`` how they need letters, ``host`` where they sign in, as messages tell them to; ``is_listed`` that
    they find each message there, in a list of their own. ``has_post`` is whether a letter could find them, when nothing
    else does."""

    email: str
    phone: str
    language: str
    reference: str
    contact_by: str = "email"
    letter_format: str = "standard"
    host: Host = Host.PUBLIC
    is_listed: bool = False
    has_post: bool = False

    @property
    def can_be_reached(self) -> bool:
        """Whether there is any way to send them something."""
        return bool(self.email or self.phone or self.contact_by == "letter")

    def address_for(self, medium: str) -> str | None:
        """Where a message of this medium goes; None when it cannot reach them, empty for a letter."""
        if medium == "letter":
            return "" if self.contact_by == "letter" else None
        return (self.email if medium == "email" else self.phone) or None
