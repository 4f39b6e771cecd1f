"""What staff are asked about somebody's account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import CodeWay, Lost, Person
from govuk.fields import EmailField, RadiosField, TextAreaField
from govuk.forms import GovukForm


class ConcernForm(GovukForm):
    """What was found and done."""

    title = _("What did you do about it?")
    button = _("Save")
    note = TextAreaField(
        label=_("What you found, and what you did"),
        personal=True,
        missing=_("Enter what you found, and what you did"),
        name=_("What you did"),
        max_length=500,
        rows=4,
    )


def ways(person: Person, new_email: str = "") -> list[tuple[str, Any]]:
    """How a code can reach this person for certain."""
    possible = {
        CodeWay.EMAIL: bool(new_email) or bool(person.user and person.user.email_confirmed_at),
        CodeWay.TEXT: bool(person.phone and person.phone_confirmed_at) and not new_email,
        CodeWay.SPOKEN: not new_email,
    }
    return [(way.value, way.label) for way, is_possible in possible.items() if is_possible]


def _way(person: Person, new_email: str = "") -> RadiosField:
    return RadiosField(
        label=_("How does the code reach them?"),
        hint=_("The code works for 15 minutes."),
        personal=False,
        missing=_("Select how the code reaches them"),
        choices=ways(person, new_email),
    )


class RecoveryForm(GovukForm):
    """What somebody lost, and how they get their code."""

    title = _("Help them back into their account")
    body = _(
        "We tell every email address and number that we know is theirs. For 3 working days their bank details stay."
    )
    button = _("Give them a code")
    lost = RadiosField(
        label=_("What have they not got any more?"),
        personal=True,
        missing=_("Select what they have not got any more"),
        choices=Lost.choices,
    )
    new_email = EmailField(
        label=_("Their new email address"),
        hint=_("If they lost the old one. The code goes there, to see that it is theirs."),
        optional=True,
        name=_("Their new email address"),
        autocomplete="off",
    )
    note = TextAreaField(
        label=_("What happened"),
        personal=True,
        missing=_("Enter what happened"),
        name=_("What happened"),
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"] = _way(person)

    def clean(self) -> dict[str, Any]:
        """Whoever lost their address has another, to which the code goes."""
        given = super().clean()
        lost_address = given.get("lost") in (Lost.EMAIL, Lost.BOTH)
        if lost_address and not given.get("new_email") and "new_email" not in self.errors:
            self.add_error("new_email", _("Enter their new email address"))
        if not lost_address and given.get("new_email"):
            self.add_error("new_email", _("Leave this empty if they still have their email address"))
        if lost_address and given.get("way") not in (None, CodeWay.EMAIL):
            self.add_error("way", _("Select “By email”: the code goes to the new address"))
        return given


class AnotherCodeForm(GovukForm):
    """Another code, for somebody whose first did not work."""

    button = _("Give them another code")

    def __init__(self, *args: Any, person: Person, new_email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"] = _way(person, new_email)
