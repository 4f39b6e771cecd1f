"""What staff are asked about people whom they know."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Relation, User
from conversations.topics import ONE_PERSON
from core.ids import REFERENCE
from core.likeness import name_and_birth
from govuk.fields import DateField, NinoField, RadiosField, SelectField, TextAreaField, TextField
from govuk.forms import GovukForm
from staff.selectors import as_reference


class KnownForm(GovukForm):
    """Somebody whom a member of staff knows."""

    title = _("Add somebody you know")
    body = _(
        "Enter what you know already: do not look anything up for this. We do not tell you whether they have a claim. "
        "If they have one, or make one later, it is kept from you, and somebody else deals with it."
    )
    button = _("Save")
    relation = RadiosField(
        label=_("How do you know them?"),
        personal=True,
        missing=_("Select how you know them"),
        choices=Relation.choices,
    )
    claim_reference = TextField(
        label=_("Claim reference"),
        hint=_("If you came across their claim at work. For example, UC-7K3F-9Q2M."),
        personal=True,
        optional=True,
        name=_("Claim reference"),
        max_length=20,
        width=20,
        autocomplete="off",
        spellcheck=False,
    )
    nino = NinoField(
        label=_("Their National Insurance number"),
        hint=_("For example, QQ 12 34 56 C."),
        optional=True,
        name=_("National Insurance number"),
        personal=True,
        secret=True,
    )
    family_name = TextField(
        label=_("Their family name"),
        hint=_("Together with their date of birth."),
        personal=True,
        secret=True,
        optional=True,
        name=_("Family name"),
        max_length=200,
        autocomplete="off",
        spellcheck=False,
    )
    date_of_birth = DateField(
        label=_("Their date of birth"),
        hint=_("For example, 27 3 1993"),
        personal=True,
        secret=True,
        optional=True,
        name=_("Date of birth"),
        past=True,
    )

    def clean_claim_reference(self) -> str:
        """As we write it, however it was typed."""
        typed = self.cleaned_data.get("claim_reference") or ""
        reference = as_reference(typed) if typed else ""
        if reference and not re.fullmatch(REFERENCE, reference):
            self.add_error("claim_reference", _("Enter a claim reference like UC-7K3F-9Q2M"))
        return reference

    def clean(self) -> dict[str, Any]:
        """Something says who it is; a name and a date of birth do so only together."""
        given = super().clean()
        name, birth = given.get("family_name"), given.get("date_of_birth")
        if name and not birth and "date_of_birth" not in self.errors:
            self.add_error("date_of_birth", _("Enter their date of birth too"))
        if birth and not name and "family_name" not in self.errors:
            self.add_error("family_name", _("Enter their family name too"))
        if name and birth and not name_and_birth(name, birth):
            self.add_error("family_name", _("Enter a family name with letters"))
        if not self.errors and not (given.get("claim_reference") or given.get("nino") or name):
            self.add_error(
                "claim_reference",
                _("Enter a claim reference, a National Insurance number, or a family name and date of birth"),
            )
        return given


class EndKnownForm(GovukForm):
    """Why it does not hold any more."""

    title = _("Do they not know this person any more?")
    body = _("Claims of this person are then shown to them again. What they said, and why you ended it, is kept.")
    button = _("End it")
    reason = TextAreaField(
        label=_("Why it does not hold any more"),
        personal=True,
        secret=True,
        missing=_("Enter why it does not hold any more"),
        name=_("Why it does not hold any more"),
        max_length=500,
        rows=3,
    )


class HandOverForm(GovukForm):
    """Who deals with a claim."""

    title = _("Who deals with this claim?")
    body = _(
        "It is then on their page of work, and on nobody else’s. From whoever asked for it and should not deal with "
        "it, it is kept for good, until you end that and say why."
    )
    button = _("Save")
    note = TextAreaField(
        label=_("What there is to do"),
        personal=True,
        secret=True,
        missing=_("Enter what there is to do"),
        name=_("What there is to do"),
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = SelectField(
            label=_("Who deals with it"),
            personal=False,
            missing=_("Select who deals with it"),
            choices=[(str(each.pk), each.name or each.email) for each in colleagues],
        )
        self.order_fields(["to", "note"])


class LetBackForm(GovukForm):
    """Who may deal with a claim again that was kept from them for good, and why."""

    title = _("Who may deal with this claim again?")
    body = _("What else keeps the claim from them goes on doing so. What you write is kept.")
    button = _("Save")
    reason = TextAreaField(
        label=_("Why it need not be kept from them any more"),
        personal=True,
        secret=True,
        missing=_("Enter why it need not be kept from them any more"),
        name=_("Why it need not be kept from them any more"),
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, kept_out: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"] = SelectField(
            label=_("Who it is"),
            personal=False,
            missing=_("Select who it is"),
            choices=[(str(each.pk), each.name or each.email) for each in kept_out],
        )
        self.order_fields(["staff", "reason"])


class LooksAfterForm(GovukForm):
    """Who looks after somebody, and as what."""

    title = _("Who looks after this person?")
    body = _("The person sees the first name, and what they write comes to whoever you choose.")
    button = _("Save")
    role = RadiosField(
        label=_("As what?"),
        personal=False,
        missing=_("Select as what they look after this person"),
        choices=[(each.value, each.label) for each in ONE_PERSON],
    )

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = SelectField(
            label=_("Who looks after them"),
            personal=False,
            missing=_("Select who looks after them"),
            choices=[(str(each.pk), each.name or each.email) for each in colleagues],
        )
