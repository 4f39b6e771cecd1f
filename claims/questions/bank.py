"""Where to pay."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.bank_modulus import belong_together
from govuk.fields import AccountNumberField, RadiosField, RollNumberField, SortCodeField, TextField, YesNoField
from govuk.forms import Doubt
from journeys.answers import KnownAnswers
from journeys.definition import Page, Task
from journeys.forms import QuestionForm


class HasAccountForm(QuestionForm):
    """Somebody with no account is paid another way: never a reason not to claim."""

    has_account = RadiosField(
        label=_("Do you have an account we can pay into?"),
        hint=_("A bank, building society or credit union account."),
        personal=True,
        missing=_("Select whether you have an account we can pay into"),
        choices=(
            ("yes", _("Yes")),
            (
                "no",
                _("No, I need another way to be paid"),
                _("You can claim without one. An adviser will help you to open an account or be paid another way."),
            ),
        ),
    )


class AccountOwnerForm(QuestionForm):
    """Whose account it is."""

    why = _("We can pay into an account that is not only yours, if its owner agrees.")
    account_owner = RadiosField(
        label=_("Whose account is it?"),
        personal=True,
        missing=_("Select whose account it is"),
        choices=(
            ("mine", _("Mine")),
            ("joint", _("Mine and somebody else’s")),
            ("other", _("Somebody else’s"), _("We will check that you have agreed to this")),
        ),
    )


class OwnerAgreesForm(QuestionForm):
    """Nobody is paid into somebody else's account unless its owner agrees."""

    owner_agrees = YesNoField(
        label=_("Has the person whose account it is agreed to this?"),
        hint=_("They will see your payments, and the money is theirs to pass on to you."),
        personal=True,
        missing=_("Select yes if the person whose account it is has agreed"),
        name=_("Their agreement"),
    )


class BankDetailsForm(QuestionForm):
    """The account."""

    why = _("We pay Universal Credit into this account. We cannot take money out of it.")
    title = _("What are the account details?")
    account_holder = TextField(
        label=_("Name on the account"),
        personal=True,
        secret=True,
        missing=_("Enter the name on the account"),
        name=_("Name on the account"),
        autocomplete="name",
        spellcheck=False,
        max_length=100,
    )
    sort_code = SortCodeField(
        label=_("Sort code"),
        hint=_("Must be 6 digits long"),
        personal=True,
        secret=True,
        missing=_("Enter a sort code"),
        name=_("Sort code"),
    )
    account_number = AccountNumberField(
        label=_("Account number"),
        hint=_("Must be between 6 and 8 digits long"),
        personal=True,
        secret=True,
        missing=_("Enter an account number"),
        name=_("Account number"),
    )
    roll_number = RollNumberField(
        label=_("Building society roll number"),
        hint=_("You can find it on your card, statement or passbook."),
        personal=True,
        secret=True,
        optional=True,
        name=_("Roll number"),
    )

    def doubts(self) -> list[Doubt]:
        """Numbers that cannot belong together: a slip of the hand is likely, but the tables are never quite new."""
        given = self.cleaned_data
        if belong_together(given["sort_code"], given["account_number"]) is not False:
            return []
        said = _("The sort code and account number do not match. Check them on your card, bank app or statement.")
        return [Doubt("sort_code", said, beside=("account_number",))]


def has_account(known: KnownAnswers) -> bool:
    """They have an account."""
    return known.get("has_account") == "yes"


def is_somebody_elses(known: KnownAnswers) -> bool:
    """It is somebody else's account."""
    return known.get("account_owner") == "other"


TASK = Task(
    "bank",
    _("Tell us where to pay you"),
    have_ready=_("Have ready: the sort code and account number of your bank account, if you have one."),
    needs=("eligibility",),
    pages=(
        Page("has-account", HasAccountForm),
        Page("account-owner", AccountOwnerForm, asked_if=has_account),
        Page("owner-agrees", OwnerAgreesForm, asked_if=is_somebody_elses),
        Page("bank-details", BankDetailsForm, asked_if=has_account),
    ),
)
