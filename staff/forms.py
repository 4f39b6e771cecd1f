"""What staff are asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.models import AccessReason
from claims.models import ReasonCode
from govuk.fields import (
    NinoField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from govuk.forms import GovukForm
from rules.rates import area_name, lha_areas
from staff.selectors import needs_area, needs_london


class FindForm(GovukForm):
    """Whose claim to find."""

    q = TextField(
        label=_("Find a claim"),
        hint=_("By its reference, or by how the family name begins"),
        personal=True,
        missing=_("Enter a reference or a family name"),
        name=_("What you enter"),
        max_length=100,
        width=20,
        autocomplete="off",
        spellcheck=False,
    )


class OpenForm(GovukForm):
    """Why somebody's record is opened."""

    title = _("Why are you opening this record?")
    body = _("The claimant can see your name, the reason and your note, and every page that you look at.")
    button = _("Open the record")
    reason = RadiosField(
        label=_("Reason"),
        personal=False,
        missing=_("Select why you are opening this record"),
        choices=AccessReason.of_staff(),
    )
    note = TextAreaField(
        label=_("What you are going to do"),
        hint=_("A sentence that the claimant can understand."),
        personal=False,
        missing=_("Enter what you are going to do"),
        name=_("What you are going to do"),
        max_length=500,
        rows=3,
    )


class NinoForm(GovukForm):
    """The number of somebody who could not give it with their claim."""

    nino = NinoField(
        label=_("What is the claimant’s National Insurance number?"),
        hint=_("It is on the evidence that you have to see first, like QQ 12 34 56 C."),
        missing=_("Enter the claimant’s National Insurance number"),
        name=_("National Insurance number"),
        personal=True,
        secret=True,
    )


class DecisionForm(GovukForm):
    """Accept or refuse."""

    outcome = RadiosField(
        label=_("What is your decision?"),
        personal=False,
        missing=_("Select your decision"),
        choices=(
            (ReasonCode.Outcome.ACCEPT, _("Accept the claim")),
            (ReasonCode.Outcome.REFUSE, _("Refuse the claim")),
        ),
    )


class _WhyForm(GovukForm):
    """Why, from the reasons in use, and what staff should know of it."""

    button = _("Continue")
    note = TextAreaField(
        label=_("Note for the record"),
        hint=_("What you relied on, which is kept with the decision for staff."),
        personal=True,
        optional=True,
        name=_("The note"),
        rows=3,
    )

    def __init__(self, *args: Any, reasons: list[ReasonCode], home: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {reason.code: reason for reason in reasons}
        reason = RadiosField(
            label=_("Reason"),
            personal=False,
            missing=_("Select the reason for your decision"),
            choices=[(r.code, r.title, r.regulation) for r in reasons],
        )
        self.fields = {"reason": reason, **self.fields}

    @property
    def chosen(self) -> ReasonCode:
        """The reason that was selected. Only after `is_valid()`."""
        return self.reasons[self.cleaned_data["reason"]]


class AcceptForm(_WhyForm):
    """Why a claim is accepted, and where the home is where an award depends on it."""

    title = _("Accept the claim")

    def __init__(self, *args: Any, home: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, home=home, **kwargs)
        if needs_area(home):
            self.fields["brma"] = SelectField(
                label=_("Broad Rental Market Area"),
                hint=_("The area that the home is in, by which Local Housing Allowance goes."),
                personal=True,
                missing=_("Select the Broad Rental Market Area"),
                choices=sorted(((area, area_name(area)) for area in lha_areas()), key=lambda choice: choice[1]),
            )
        if needs_london(home):
            self.fields["london"] = YesNoField(
                label=_("Is the home in Greater London?"),
                hint=_("The benefit cap is higher there, and the postcode alone does not tell."),
                personal=True,
                missing=_("Select yes if the home is in Greater London"),
            )


class RefuseForm(_WhyForm):
    """Why a claim is refused."""

    title = _("Refuse the claim")
