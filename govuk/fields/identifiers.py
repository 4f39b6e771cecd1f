"""Numbers people and accounts are known by, and ways to reach somebody."""

import re
from typing import Any, ClassVar

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from govuk import text
from govuk.fields.base import Words, always
from govuk.fields.words import TextField

NINO = re.compile("(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
"""Two letters, six numbers and A, B, C or D; the letters never used are HMRC's (NIM39110)."""

EXAMPLE_NINO = re.compile("QQ[0-9]{6}[A-D]")
"""The prefix kept for examples, which nobody has: only demonstrations accept it."""

POSTCODE = re.compile("(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
"""Outward and inward codes, once the space is gone."""


class NinoField(TextField):
    """A National Insurance number, in any case and spacing; kept as nine characters."""

    noun = _("National Insurance number")
    noun_is_enough = True
    letter_spacing = True
    wording: ClassVar[dict[str, Words]] = {
        "format": _("Enter a National Insurance number in the correct format"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "hint",
            _("It\u2019s on your payslip, P60 or letters about tax. For example, \u2018QQ 12 34 56 C\u2019."),
        )
        super().__init__(width=10, spellcheck=False, **always(kwargs, personal=True, secret=True))

    def understand(self, typed: str) -> str:
        number = text.compact(typed).upper()
        example = getattr(settings, "DEMONSTRATION", False) and EXAMPLE_NINO.fullmatch(number)
        if not example and not NINO.fullmatch(number):
            raise self.error("format")
        return number

    def display(self, value: str | None) -> str:
        return " ".join(re.findall("..?", value)) if value else ""

    def prepare_value(self, value: Any) -> Any:
        return self.display(value) if isinstance(value, str) and re.fullmatch("[A-Z]{2}[0-9]{6}[A-D]", value) else value


class DigitsField(TextField):
    """A number that is really a row of digits: leading zeros matter. Kept as those digits."""

    letter_spacing = True
    fewest: ClassVar[int]
    most: ClassVar[int]
    wording: ClassVar[dict[str, Words]] = {"format": _("%(name)s must only include numbers")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("inputmode", "numeric")
        kwargs.setdefault("width", 10)
        super().__init__(spellcheck=False, **kwargs)

    def understand(self, typed: str) -> str:
        digits = text.compact(typed)
        if not re.fullmatch(f"[0-9]{{{self.fewest},{self.most}}}", digits):
            raise self.error("format")
        return digits


class SortCodeField(DigitsField):
    """A bank's sort code, however it is spaced."""

    fewest = most = 6
    noun = _("Sort code")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {"format": _("%(name)s must be 6 numbers, like 309430")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(width=5, **always(kwargs, personal=True, secret=True))

    def display(self, value: str | None) -> str:
        return "-".join(re.findall("..", value)) if value else ""


class AccountNumberField(DigitsField):
    """A bank account number as the bank writes it: 6 to 8 digits."""

    fewest, most = 6, 8
    noun = _("Account number")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {"format": _("%(name)s must be between 6 and 8 numbers")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**always(kwargs, personal=True, secret=True))


class RollNumberField(TextField):
    """The number some building societies use besides an account number."""

    noun = _("Building society roll number")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {
        "length": _("%(name)s must be between 1 and 18 characters"),
        "format": _("%(name)s must only include letters a to z, numbers, spaces, hyphens, slashes and full stops"),
    }

    def __init__(self, *, optional: bool = True, **kwargs: Any) -> None:
        super().__init__(width=10, spellcheck=False, optional=optional, **always(kwargs, personal=True, secret=True))

    def understand(self, typed: str) -> str:
        number = text.ascii_digits(typed)
        if len(number) > 18:
            raise self.error("length")
        if not re.fullmatch("[A-Za-z0-9 ./-]+", number):
            raise self.error("format")
        return number


class SecurityCodeField(DigitsField):
    """The code we sent: six digits, spaces accepted."""

    fewest = most = 6
    noun = _("Security code")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {"format": _("%(name)s must be 6 numbers")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("personal", False)
        super().__init__(width=5, autocomplete="one-time-code", **always(kwargs, secret=True))


class EmailField(TextField):
    """An email address of 254 characters or fewer (RFC 5321)."""

    input_type = "email"
    noun = _("Email address")
    noun_is_enough = True
    default_max_length = 254
    wording: ClassVar[dict[str, Words]] = {
        "format": _("Enter an email address in the correct format, like name@example.com"),
    }

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, spellcheck=False, emoji=True, **always(kwargs, personal=True))

    def understand(self, typed: str) -> str:
        address: str = super().understand(text.typed_email(typed).replace(" ", ""))
        try:
            EmailValidator()(address)
        except (ValidationError, ValueError):
            raise self.error("format") from None
        # Accounts compare addresses in this form, which can be longer than what was typed.
        if len(text.plain_email(address)) > self.max_length:
            raise self.error("format")
        return address


class PhoneField(TextField):
    """A phone number, kept as it was typed: people recognise their own grouping."""

    input_type = "tel"
    noun = _("Phone number")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {
        "format": _("Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"),
    }

    def __init__(self, *, autocomplete: str = "tel", **kwargs: Any) -> None:
        super().__init__(width=20, autocomplete=autocomplete, spellcheck=False, **always(kwargs, personal=True))

    def understand(self, typed: str) -> str:
        number = text.ascii_digits(typed)
        if len(number) > 30 or not re.fullmatch(
            r"[0-9+(][0-9 ()+./\u2010-\u2015-]*(?: ?(?:ext|x)\.? ?[0-9]{1,6})?", number
        ):
            raise self.error("format")
        try:
            possible = phonenumbers.is_possible_number(phonenumbers.parse(number, "GB"))
        except phonenumbers.NumberParseException:
            possible = False
        if not possible:
            raise self.error("format")
        return number


class PostcodeField(TextField):
    """A UK postcode in any form; kept in capitals with its space."""

    noun = _("Postcode")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {"format": _("Enter a full UK postcode, like AA3 1AB")}

    def __init__(self, *, autocomplete: str = "postal-code", **kwargs: Any) -> None:
        super().__init__(width=10, autocomplete=autocomplete, spellcheck=False, **always(kwargs, personal=True))

    def understand(self, typed: str) -> str:
        found = POSTCODE.fullmatch(text.compact(typed).upper())
        if not found:
            raise self.error("format")
        return f"{found[1]} {found[2]}"
