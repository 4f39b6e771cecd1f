"""Amounts of money and whole numbers."""

import re
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from govuk import text
from govuk.fields.base import Words
from govuk.fields.words import TextField
from govuk.formatting import money

AMOUNT = re.compile(r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<pence>[0-9]*))?")
"""Pounds, with thousands separated or not, and perhaps pence. A comma is never a decimal point."""

MINUS_SIGNS = re.compile("^[-\u2010-\u2015\u2212]")


class MoneyField(TextField):
    """An amount of money; its value and its answer are whole pence.

    `minimum_pence` is 1 unless given (0 lets it be nothing); `maximum_pence` is the most it can be.
    """

    noun = _("Amount")
    wording: ClassVar[dict[str, Words]] = {
        "not_money": _("%(name)s must be an amount of money, like 120.50"),
        "parts_of_a_penny": _("%(name)s must have 2 numbers after the point, like 120.50"),
        "more_than_nothing": _("%(name)s must be more than 0"),
        "minimum": _("%(name)s must be %(amount)s or more"),
        "maximum": _("%(name)s must be %(amount)s or less"),
    }

    def __init__(
        self,
        *,
        minimum_pence: int = 1,
        maximum_pence: int = 99_999_999,
        width: int | None = 10,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("prefix", "£")
        kwargs.setdefault("inputmode", "decimal")
        super().__init__(width=width, spellcheck=False, **kwargs)
        self.minimum_pence = minimum_pence
        self.maximum_pence = maximum_pence

    def can_say(self, code: str) -> bool:
        return code != ("minimum" if self.minimum_pence == 1 else "more_than_nothing")

    def understand(self, typed: str) -> int:
        amount = text.ascii_digits(typed).replace(" ", "")
        below_nothing = bool(MINUS_SIGNS.match(amount.lstrip("£")))
        amount = MINUS_SIGNS.sub("", amount.lstrip("£")).removeprefix("£")
        found = AMOUNT.fullmatch(amount)
        if not found or not (found["pounds"] or found["pence"]):
            raise self.error("not_money")
        if len(found["pence"] or "") > 2:
            raise self.error("parts_of_a_penny")
        pounds = found["pounds"].replace(",", "") or "0"
        if len(pounds.lstrip("0")) > 12 and not below_nothing:
            raise self.error("maximum", amount=money(self.maximum_pence))
        pence = int(pounds[-12:]) * 100 + int((found["pence"] or "").ljust(2, "0"))
        pence = -pence if below_nothing else pence
        if pence < self.minimum_pence:
            code = "more_than_nothing" if self.minimum_pence == 1 else "minimum"
            raise self.error(code, amount=money(self.minimum_pence))
        if pence > self.maximum_pence:
            raise self.error("maximum", amount=money(self.maximum_pence))
        return pence

    def prepare_value(self, value: Any) -> Any:
        """Kept pence as they would be typed: 12050 is "120.50" and 12000 is "120"."""
        if isinstance(value, int) and not isinstance(value, bool):
            typed = f"{value // 100}.{value % 100:02}" if value >= 0 else money(value)
            return typed.removesuffix(".00")
        return value

    def display(self, value: int | None) -> str:
        return "" if value is None else money(value)


class WholeNumberField(TextField):
    """A whole number from `minimum` to `maximum`, both included."""

    noun = _("Number")
    wording: ClassVar[dict[str, Words]] = {
        "not_whole": _("%(name)s must be a whole number, like 15"),
        "minimum": _("%(name)s must be %(minimum)s or more"),
        "maximum": _("%(name)s must be %(maximum)s or fewer"),
    }

    def __init__(self, *, minimum: int = 0, maximum: int = 999_999, width: int | None = 3, **kwargs: Any) -> None:
        kwargs.setdefault("inputmode", "numeric")
        super().__init__(width=width, spellcheck=False, **kwargs)
        self.minimum = minimum
        self.maximum = maximum

    def understand(self, typed: str) -> int:
        number = text.ascii_digits(typed).replace(" ", "").replace(",", "")
        below_nothing = bool(MINUS_SIGNS.match(number))
        digits = MINUS_SIGNS.sub("", number)
        if not re.fullmatch("[0-9]+", digits):
            raise self.error("not_whole")
        digits = digits.lstrip("0") or "0"
        value = int(digits) if len(digits) <= 15 else 10**15
        value = -value if below_nothing else value
        if value < self.minimum:
            raise self.error("minimum", minimum=f"{self.minimum:,}")
        if value > self.maximum:
            raise self.error("maximum", maximum=f"{self.maximum:,}")
        return value

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def display(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}"
