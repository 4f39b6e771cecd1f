"""An address, asked in separate boxes that a browser can fill in."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from govuk.fields import PostcodeField, TextField
from govuk.fields.base import Words
from govuk.forms import GovukForm


class AddressFields(GovukForm):
    """The person's own address in the United Kingdom. A form that asks for it inherits these.

    `initial` fills any of them in, such as when an address was looked up.
    """

    title: ClassVar[Words] = _("What is your address?")
    address_line_1 = TextField(
        label=_("Address line 1"),
        personal=True,
        missing=_("Enter address line 1, such as your house number and street"),
        name=_("Address line 1"),
        autocomplete="address-line1",
        spellcheck=False,
        max_length=100,
    )
    address_line_2 = TextField(
        label=_("Address line 2"),
        personal=True,
        optional=True,
        name=_("Address line 2"),
        autocomplete="address-line2",
        spellcheck=False,
        max_length=100,
    )
    town = TextField(
        label=_("Town or city"),
        personal=True,
        missing=_("Enter your town or city"),
        name=_("Town or city"),
        autocomplete="address-level2",
        spellcheck=False,
        width=20,
        max_length=100,
    )
    postcode = PostcodeField(label=_("Postcode"), personal=True, missing=_("Enter your postcode"), name=_("Postcode"))
