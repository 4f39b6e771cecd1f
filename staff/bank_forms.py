"""What staff are asked about the account that a claim is paid into."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.account_checks import HEARD, Found
from claims.questions.bank import BankDetailsForm
from core.actor import Channel
from govuk.fields import AccountNumberField, RadiosField, RollNumberField, SortCodeField, TextAreaField
from govuk.forms import GovukForm


class RecordAccountForm(GovukForm):
    """The account, and how it was given."""

    title = _("Record a bank account")
    body = _("Another member of staff checks it with the claimant before we pay into it.")
    button = _("Record the account")
    channel = RadiosField(
        label=_("How did they give it to you?"),
        personal=False,
        missing=_("Select how they gave you the account"),
        choices=((Channel.PHONE, _("By phone")), (Channel.POST, _("By post")), (Channel.ASSISTED, _("Face to face"))),
    )
    account_holder = BankDetailsForm.base_fields["account_holder"]
    sort_code = BankDetailsForm.base_fields["sort_code"]
    account_number = BankDetailsForm.base_fields["account_number"]
    roll_number = BankDetailsForm.base_fields["roll_number"]


class CheckAccountForm(GovukForm):
    """What came of checking an account with its owner: who agrees enters what the owner said."""

    title = _("Check a bank account")
    body = _(
        "Call them on the number that we held before this account was given, or see a card or statement of theirs. Ask "
        "them for the details: do not read any out."
    )
    button = _("Save the check")
    found = RadiosField(
        label=_("What did you find?"),
        personal=False,
        missing=_("Select what you found"),
        choices=Found.choices,
    )
    sort_code = SortCodeField(
        label=_("The sort code that they gave you"),
        hint=_("Leave the details empty if you do not agree."),
        personal=True,
        secret=True,
        optional=True,
        name=_("The sort code"),
    )
    account_number = AccountNumberField(
        label=_("The account number that they gave you"),
        personal=True,
        secret=True,
        optional=True,
        name=_("The account number"),
    )
    roll_number = RollNumberField(
        label=_("Building society roll number, if they have one"),
        personal=True,
        secret=True,
        optional=True,
        name=_("The roll number"),
    )
    note = TextAreaField(
        label=_("Note for the record"),
        hint=_("Whom you spoke to and when, or what you saw. Only staff read this."),
        personal=True,
        missing=_("Enter what you did to check it"),
        name=_("The note"),
        max_length=500,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """Who agrees has heard the details."""
        given = super().clean() or self.cleaned_data
        if given.get("found") in HEARD and "sort_code" in given and not given["sort_code"]:
            self.add_error("sort_code", _("Enter the sort code that they gave you"))
        if given.get("found") in HEARD and "account_number" in given and not given["account_number"]:
            self.add_error("account_number", _("Enter the account number that they gave you"))
        return given
