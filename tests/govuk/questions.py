"""One form with every kind of question."""

from govuk import fields
from govuk.forms import GovukForm

CHOICES = (("a", "Apples", "Red ones"), ("b", "Beans"))


class EveryKind(GovukForm):
    title = "Everything"
    why = "To see that it works."

    text = fields.TextField(label="Town", missing="Enter a town", personal=True, autocomplete="address-level2")
    given = fields.NameField(label="First name", missing="Enter a name", personal=True, autocomplete="given-name")
    area = fields.TextAreaField(label="More", missing="Enter more", personal=True, max_length=500)
    born = fields.DateField(label="Date of birth", missing="Enter a date", personal=True, past=True, birth=True)
    rent = fields.MoneyField(label="Rent", missing="Enter your rent", personal=True)
    number = fields.WholeNumberField(label="Bedrooms", missing="Enter bedrooms", personal=True)
    radios = fields.RadiosField(label="Food?", missing="Select a food", personal=True, choices=CHOICES)
    yes = fields.YesNoField(label="Sure?", missing="Select yes if you are sure", personal=False)
    boxes = fields.CheckboxesField(
        label="Foods?", missing="Select foods, or none", personal=True, choices=CHOICES, none=("none", "None")
    )
    select = fields.SelectField(label="A food?", missing="Select one food", personal=True, choices=CHOICES)
    nino = fields.NinoField(label="National Insurance number", missing="Enter a number")
    sort = fields.SortCodeField(label="Sort code", missing="Enter a sort code")
    account = fields.AccountNumberField(label="Account number", missing="Enter an account number")
    roll = fields.RollNumberField(label="Roll number")
    email = fields.EmailField(label="Email address", missing="Enter an email address")
    phone = fields.PhoneField(label="Phone number", missing="Enter a phone number")
    postcode = fields.PostcodeField(label="Postcode", missing="Enter a postcode")
    code = fields.SecurityCodeField(label="Security code", missing="Enter the code")


TYPED = {
    "text": "Leeds",
    "given": "Rosa",
    "area": "One\nTwo",
    "born-day": "6",
    "born-month": "April",
    "born-year": "1999",
    "rent": "£650.50",
    "number": "3",
    "radios": "a",
    "yes": "no",
    "boxes": ["b"],
    "select": "b",
    "nino": "ab 12 34 56 c",
    "sort": "20-00-00",
    "account": "00123456",
    "roll": "",
    "email": "rosa@example.com",
    "phone": "07700 900 982",
    "postcode": "ls11aa",
    "code": "123 456",
}

ANSWERS = {
    "text": "Leeds",
    "given": "Rosa",
    "area": "One\nTwo",
    "born": "1999-04-06",
    "rent": 65050,
    "number": 3,
    "radios": "a",
    "yes": False,
    "boxes": ["b"],
    "select": "b",
    "nino": "AB123456C",
    "sort": "200000",
    "account": "00123456",
    "roll": None,
    "email": "rosa@example.com",
    "phone": "07700 900 982",
    "postcode": "LS1 1AA",
    "code": "123456",
}
