"""The words of each message: a file per template and language, its first line the subject.

A message says that something happened and to sign in. It holds no fact about a person: a template may use
only the values named here, and ``send`` refuses any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import override
from jinja2 import Environment, FileSystemLoader, StrictUndefined

LANGUAGES = ("en", "cy")

# Each template, and the values it needs besides the service's name and address.
NEEDS: dict[str, frozenset[str]] = {
    "confirm_email_code": frozenset({"code"}),
    "account_already_exists": frozenset(),
    "claim_received": frozenset(),
    "identity_verified": frozenset(),
    "claim_accepted": frozenset(),
    "claim_refused": frozenset(),
    "statement_ready": frozenset(),
    "todo_added": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A message as somebody reads it: plain text."""

    subject: str
    body: str


def render(template: str, language: str, context: dict[str, str]) -> Words:
    """The words of a message. Raises KeyError for an unknown template, ValueError for other values."""
    if set(context) != NEEDS[template]:
        raise ValueError(f"{template} takes {sorted(NEEDS[template])}, not {sorted(context)}")
    with override(language):
        text = (
            _environment()
            .get_template(f"{template}.{language}.txt")
            .render(context, service_name=str(settings.SERVICE_NAME), service_url=settings.SERVICE_URL)
        )
    subject, _, body = text.partition("\n")
    return Words(subject.strip(), body.strip() + "\n")


@cache
def _environment() -> Environment:
    # Plain text: escaping for HTML would show people "&amp;".
    return Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates" / "notifications"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
    )
