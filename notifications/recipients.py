"""To whom a message goes: an address and nothing about the person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where to reach somebody. ``reference`` is an opaque key by which their messages are found again;
    ``language`` is "en" or "cy". An empty email or phone means that they cannot be reached that way."""

    email: str
    phone: str
    language: str
    reference: str

    @property
    def can_be_reached(self) -> bool:
        """Whether there is any way to send them something."""
        return bool(self.email or self.phone)
