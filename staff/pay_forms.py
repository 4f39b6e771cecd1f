"""What staff are asked about what a claimant earned."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from govuk.fields import DateField, MoneyField, RadiosField, TextField
from govuk.fields.base import GovukField
from govuk.fields.choices import Choice
from govuk.forms import GovukForm
from payments.models import Pay, PayKind
from payments.pay import MOST_PENCE

OTHER, PROFIT = "other", "profit"
PROFIT_HINT = _(
    "What came in, less costs, tax, National Insurance and pension. Give any day of the assessment period, when it is "
    "over. Enter 0 if they made nothing or a loss."
)


class PayForm(GovukForm):
    """One payday, as shown by a payslip; or the profit of a period, of who works for themselves."""

    title = _("Record pay received")
    button = _("Record this pay")
    other_employer = TextField(
        label=_("Name of the other employer"),
        personal=True,
        optional=True,
        name=_("The name of the employer"),
        max_length=200,
        spellcheck=False,
        autocomplete="off",
    )
    paid_on = DateField(
        label=_("When were they paid?"),
        hint=_("The day that the money arrived, for example 27 3 2026"),
        personal=True,
        missing=_("Enter the day they were paid"),
        name=_("The day they were paid"),
        past=True,
        or_today=True,
    )
    net_pence = MoneyField(
        label=_("How much did they take home?"),
        hint=_("After tax, National Insurance and pension, or 0 if they were paid nothing"),
        personal=True,
        missing=_("Enter how much they took home, or 0"),
        name=_("What they took home"),
        minimum_pence=0,
        maximum_pence=MOST_PENCE,
    )

    def __init__(self, *args: Any, employers: list[str], self_employed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Numbered, because an employer's name may be anything, "other" too.
        self.employers = {str(number): name for number, name in enumerate(employers, start=1)}
        choices: list[Choice] = list(self.employers.items())
        if self_employed:
            choices.append((PROFIT, _("Self-employed profit for the period"), PROFIT_HINT))
        if choices:
            employer: GovukField = RadiosField(
                label=_("Who paid them?"),
                personal=True,
                missing=_("Select who paid them"),
                choices=[*choices, (OTHER, _("Another employer") if self.employers else _("An employer"))],
            )
            self.fields = {"employer": employer, **self.fields}
        else:
            self.fields["other_employer"] = TextField(
                label=_("Who paid them?"),
                hint=_("The name of the employer on the payslip."),
                personal=True,
                missing=_("Enter the name of the employer"),
                name=_("The name of the employer"),
                spellcheck=False,
                autocomplete="off",
            )

    def clean(self) -> dict[str, Any]:
        """Another employer has a name."""
        given = super().clean() or self.cleaned_data
        if given.get("employer") == OTHER and "other_employer" in given and not given["other_employer"]:
            self.add_error("other_employer", _("Enter the name of the other employer"))
        return given

    @property
    def kind(self) -> PayKind:
        """Pay or profit. Only after `is_valid()`."""
        return PayKind.SELF_EMPLOYMENT if self.cleaned_data.get("employer") == PROFIT else PayKind.EMPLOYMENT

    @property
    def employer_name(self) -> str:
        """Who paid them; nobody for profit. Only after `is_valid()`."""
        chosen = self.cleaned_data.get("employer", OTHER)
        if chosen == PROFIT:
            return ""
        name: str = self.employers.get(chosen) or self.cleaned_data["other_employer"]
        return name


class CorrectPayForm(GovukForm):
    """What a payday, or a profit, should have been."""

    title = _("Change what is recorded")
    body = _("What was recorded before is kept. Statements are worked out again in the next payment run.")
    button = _("Save the change")
    employer = TextField(
        label=_("Who paid them?"),
        personal=True,
        missing=_("Enter the name of the employer"),
        name=_("The name of the employer"),
        max_length=200,
        spellcheck=False,
        autocomplete="off",
    )
    paid_on = PayForm.base_fields["paid_on"]
    net_pence = PayForm.base_fields["net_pence"]

    def __init__(self, *args: Any, pay: Pay, **kwargs: Any) -> None:
        initial = {"employer": pay.employer, "paid_on": pay.paid_on, "net_pence": pay.net_pence}
        super().__init__(*args, initial=initial, **kwargs)
        if pay.kind == PayKind.SELF_EMPLOYMENT:
            self.fields = {
                "net_pence": MoneyField(
                    label=_("How much profit did they make?"),
                    hint=_("Less costs, tax, National Insurance and pension, or 0 if they made nothing or a loss"),
                    personal=True,
                    missing=_("Enter how much profit they made, or 0"),
                    name=_("Their profit"),
                    minimum_pence=0,
                    maximum_pence=MOST_PENCE,
                )
            }
