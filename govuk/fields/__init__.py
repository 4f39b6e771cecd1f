"""Every kind of question."""

from govuk.fields.base import GovukField, Words
from govuk.fields.choices import CheckboxesField, RadiosField, SelectField, YesNoField
from govuk.fields.dates import DateField
from govuk.fields.files import FileField, FilesField
from govuk.fields.identifiers import (
    AccountNumberField,
    EmailField,
    NinoField,
    PhoneField,
    PostcodeField,
    RollNumberField,
    SecurityCodeField,
    SortCodeField,
)
from govuk.fields.numbers import MoneyField, WholeNumberField
from govuk.fields.words import NameField, PasswordField, TextAreaField, TextField

__all__ = [
    "AccountNumberField",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FileField",
    "FilesField",
    "GovukField",
    "MoneyField",
    "NameField",
    "NinoField",
    "PasswordField",
    "PhoneField",
    "PostcodeField",
    "RadiosField",
    "RollNumberField",
    "SecurityCodeField",
    "SelectField",
    "SortCodeField",
    "TextAreaField",
    "TextField",
    "WholeNumberField",
    "Words",
    "YesNoField",
]
