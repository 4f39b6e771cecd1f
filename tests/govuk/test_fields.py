"""What people type, and what we make of it."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from govuk import fields
from govuk.errors import AnswerError
from govuk.forms import GovukForm


def field(kind: str, **arguments: Any) -> Any:
    arguments.setdefault("label", "The question?")
    if "optional" not in arguments:
        arguments.setdefault("missing", "Enter it")
    if kind not in {"Nino", "SortCode", "AccountNumber", "RollNumber", "Email", "Phone", "Postcode"}:
        arguments.setdefault("personal", True)
    return getattr(fields, f"{kind}Field")(**arguments)


def said(question: Any, typed: Any) -> str:
    """What is wrong with this answer, or nothing."""
    try:
        question.clean(typed)
    except ValidationError as error:
        assert isinstance(error, AnswerError)
        return error.messages[0]
    return ""


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("650", 65000),
        ("£650", 65000),
        ("650.00", 65000),
        ("650.5", 65050),
        (" £1,234.56 ", 123456),
        ("1 234.56", 123456),
        ("£ 1,234,", None),
        ("0.01", 1),
        (".50", 50),
        ("12.", 1200),
        ("\uff11\uff12\uff10", 12000),
        ("\u0661\u0662\u0660.\u0665\u0660", 12050),
        ("999,999.99", 99999999),
        ("120,50", None),
        ("1,23", None),
        ("1e3", None),
        ("\u00b2", None),
        ("ten pounds", None),
        ("£", None),
        (".", None),
        ("$20", None),
    ],
)
def test_money_is_whole_pence_however_it_is_written(typed: str, pence: int | None) -> None:
    rent = field("Money", name="Rent")

    if pence is None:
        assert said(rent, typed) == "Rent must be an amount of money, like 120.50"
    else:
        assert rent.clean(typed) == pence


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter it"),
        ("   ", "Enter it"),
        ("0", "Rent must be more than 0"),
        ("0.00", "Rent must be more than 0"),
        ("-5", "Rent must be more than 0"),
        ("-£5", "Rent must be more than 0"),
        ("£-5", "Rent must be more than 0"),
        ("\u22125", "Rent must be more than 0"),
        ("1000000", "Rent must be £999,999.99 or less"),
        ("9" * 150, "Rent must be £999,999.99 or less"),
        ("-" + "9" * 150, "Rent must be more than 0"),
        ("120.505", "Rent must have 2 numbers after the point, like 120.50"),
        ("." + "9" * 150, "Rent must have 2 numbers after the point, like 120.50"),
    ],
)
def test_money_out_of_range_says_which_way(typed: str, message: str) -> None:
    assert said(field("Money", name="Rent"), typed) == message


def test_money_may_be_nothing_when_the_question_allows_it() -> None:
    savings = field("Money", name="Savings", minimum_pence=0, maximum_pence=1_600_000)

    assert savings.clean("0") == 0
    assert said(savings, "-1") == "Savings must be £0.00 or more"
    assert said(savings, "16000.01") == "Savings must be £16,000.00 or less"
    assert [savings.prepare_value(pence) for pence in (0, 5, 12050, 12000)] == ["0", "0.05", "120.50", "120"]


def born(day: Any = "", month: Any = "", year: Any = "") -> dict[str, Any]:
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (born("6", "4", "2001"), date(2001, 4, 6)),
        (born("06", "04", "2001"), date(2001, 4, 6)),
        (born("6", "April", "2001"), date(2001, 4, 6)),
        (born("6", " apr. ", "2001"), date(2001, 4, 6)),
        (born("6", "SEPT", "2001"), date(2001, 9, 6)),
        (born("6", "Gorffennaf", "2001"), date(2001, 7, 6)),
        (born("\u0666", "\uff14", "2001"), date(2001, 4, 6)),
        (born("29", "2", "2000"), date(2000, 2, 29)),
    ],
)
def test_dates_are_understood_as_people_write_them(typed: dict[str, str], value: date) -> None:
    assert field("Date").clean(typed) == value


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (born(), "Enter it", ("day", "month", "year")),
        (born("6", "", "2001"), "Date of birth must include a month", ("month",)),
        (born("", "4", "2001"), "Date of birth must include a day", ("day",)),
        (born("6", "4", ""), "Date of birth must include a year", ("year",)),
        (born("6", "", ""), "Date of birth must include a month and year", ("month", "year")),
        (born("", "", "2001"), "Date of birth must include a day and month", ("day", "month")),
        (born("", "4", ""), "Date of birth must include a day and year", ("day", "year")),
        (born("31", "2", "2001"), "Date of birth must be a real date", ("day", "month", "year")),
        (born("29", "2", "2001"), "Date of birth must be a real date", ("day", "month", "year")),
        (born("32", "1", "2001"), "Date of birth must be a real date", ("day",)),
        (born("0", "1", "2001"), "Date of birth must be a real date", ("day",)),
        (born("6", "13", "2001"), "Date of birth must be a real date", ("month",)),
        (born("6", "ma", "2001"), "Date of birth must be a real date", ("month",)),
        (born("6", "Smarch", "2001"), "Date of birth must be a real date", ("month",)),
        (born("6", "4", "01"), "Date of birth must include a year with 4 numbers", ("year",)),
        (born("6", "4", "0000"), "Date of birth must be a real date", ("day", "month", "year")),
        (born("6", "4", "0201"), "Date of birth must be a real date", ("year",)),
        (born("6", "4", "2026"), "Date of birth must be in the past", ("day", "month", "year")),
        (born("7", "4", "2026"), "Date of birth must be in the past", ("day", "month", "year")),
        ("6/4/2001", "Enter it", ("day", "month", "year")),
    ],
)
def test_a_date_says_what_is_wrong_and_where(typed: Any, message: str, parts: tuple[str, ...]) -> None:
    with time_machine.travel(date(2026, 4, 6), tick=False), pytest.raises(AnswerError) as caught:
        field("Date", name="Date of birth", past=True).clean(typed)

    assert (caught.value.messages, caught.value.parts) == ([message], parts)


def test_today_and_limits_are_asked_for_when_the_answer_is_checked() -> None:
    limit = {"day": date(2026, 1, 1)}
    started = field("Date", name="Start date", earliest=lambda: limit["day"], past=True, or_today=True)

    with time_machine.travel(date(2026, 4, 6), tick=False):
        assert started.clean(born("6", "4", "2026")) == date(2026, 4, 6)
        assert said(started, born("7", "4", "2026")) == "Start date must be today or in the past"
        limit["day"] = date(2026, 3, 1)
        assert said(started, born("1", "2", "2026")) == "Start date must be the same as or after 1 March 2026"


def test_future_dates() -> None:
    due = field("Date", name="Due date", future=True, latest=date(2026, 12, 31))

    with time_machine.travel(date(2026, 4, 6), tick=False):
        assert said(due, born("6", "4", "2026")) == "Due date must be in the future"
        assert said(due, born("1", "1", "2027")) == "Due date must be the same as or before 31 December 2026"


@pytest.mark.parametrize(
    "typed",
    ["AB123456C", "ab 12 34 56 c", "AB-12-34-56-C", " ab12 3456c ", "A B 1 2 3 4 5 6 C", "AB\uff1123456C"],
)
def test_a_national_insurance_number_in_any_case_and_spacing(typed: str) -> None:
    nino = field("Nino")

    assert nino.clean(typed) == "AB123456C"
    assert nino.display("AB123456C") == "AB 12 34 56 C"


@pytest.mark.parametrize(
    "typed",
    [
        "AB123456",
        "AB123456E",
        "DA123456C",
        "AO123456C",
        "AD123456C",
        "BG123456C",
        "GB123456A",
        "ZZ123456A",
        "A1234567C",
    ]
    + ["QQ123456C", "AB1234567C", "\U0001f642", "AB12345\u00b2C"],
)
def test_a_number_that_was_never_issued_is_not_accepted(typed: str, settings: Any) -> None:
    settings.DEMONSTRATION = False

    assert said(field("Nino"), typed) == "Enter a National Insurance number in the correct format"


def test_only_a_demonstration_accepts_the_example_prefix(settings: Any) -> None:
    settings.DEMONSTRATION = True

    assert field("Nino").clean("QQ 12 34 56 C") == "QQ123456C"
    assert said(field("Nino"), "QQ 12 34 56 E")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("SortCode", "20-00-00", "200000"),
        ("SortCode", "08 32 10", "083210"),
        ("SortCode", "20.00.00", "200000"),
        ("SortCode", "20000", None),
        ("SortCode", "2000000", None),
        ("SortCode", "20000A", None),
        ("AccountNumber", "0012 3456", "00123456"),
        ("AccountNumber", "001234", "001234"),
        ("AccountNumber", "12345", None),
        ("AccountNumber", "123456789", None),
        ("RollNumber", "Z/123 456.7-8", "Z/123 456.7-8"),
        ("RollNumber", "Z" * 19, None),
        ("RollNumber", "Z_1", None),
        ("Postcode", "sw1a1aa", "SW1A 1AA"),
        ("Postcode", "SW1A 1AA", "SW1A 1AA"),
        ("Postcode", " m1 1ae ", "M1 1AE"),
        ("Postcode", "CF10 3NQ", "CF10 3NQ"),
        ("Postcode", "SW1A", None),
        ("Postcode", "12345", None),
        ("SecurityCode", "123 456", "123456"),
        ("SecurityCode", "12345", None),
        ("Email", " rosa@example.com ", "rosa@example.com"),
        ("Email", "rosa @example.com", "rosa@example.com"),
        ("Email", "rosa@example", None),
        ("Email", "rosa.example.com", None),
        ("Email", "\U0001f642@example.com", None),
        ("Email", "a" * 250 + "@example.com", None),
        ("Phone", "07700 900 982", "07700 900 982"),
        ("Phone", "+44 808 157 0192", "+44 808 157 0192"),
        ("Phone", "(01632) 960-001", "(01632) 960-001"),
        ("Phone", "01632 960 001 ext 4", "01632 960 001 ext 4"),
        ("Phone", "+48 22 123 45 67", "+48 22 123 45 67"),
        ("Phone", "123", None),
        ("Phone", "0800 FLOWERS", None),
        ("Phone", "0" * 41, None),
        ("Name", "Siân O\u2019Connor-Łukasz Jr.", "Siân O\u2019Connor-Łukasz Jr."),
        ("Name", "  Mary   Ann ", "Mary Ann"),
        ("Name", "محمد", "محمد"),
        ("Name", "Sia\u0302n", "Siân"),
        ("Name", "R2D2", None),
        ("Name", "-", None),
        ("Name", "Rosa \U0001f642", None),
        ("Name", "x" * 101, None),
        ("WholeNumber", "1,000", 1000),
        ("WholeNumber", "\u0663", 3),
        ("WholeNumber", "-1", None),
        ("WholeNumber", "1.5", None),
        ("WholeNumber", "9" * 200, None),
        ("Text", "a\u00a0b\tc", "a b c"),
        ("Text", "a\u200bb\u202e", "ab"),
        ("Text", "a\x00b", None),
        ("Text", "\ud800", None),
        ("Text", "x" * 201, None),
        ("TextArea", "one\r\n\r\n  two  ", "one\n\ntwo"),
        ("TextArea", "fine \U0001f642", "fine \U0001f642"),
        ("YesNo", "yes", True),
        ("YesNo", "no", False),
        ("YesNo", "maybe", None),
    ],
)
def test_values(kind: str, typed: str, value: Any) -> None:
    question = field(kind, **({"autocomplete": "off"} if kind == "Name" else {}))

    if value is None:
        assert said(question, typed)
    else:
        assert question.clean(typed) == value
        assert said(question, question.prepare_value(question.from_answer(question.to_answer(value)))) == ""


def test_passwords_are_kept_exactly_and_common_ones_refused() -> None:
    new = field("Password", new=True, label="Password")

    assert new.clean("  correct horse  ") == "  correct horse  "
    assert said(new, "short") == "Password must be 8 characters or more"
    assert said(new, "Password1") == "Choose a password that is harder to guess"
    assert "stolen from another website" in said(new, "correct horse 44")
    assert not said(field("Password", label="Password"), "correct horse 44")
    with pytest.raises(TypeError):
        new.to_answer("correct horse")


HEALTH = (("sight", "Sight", "Such as blindness"), ("hearing", "Hearing"))


def test_choices() -> None:
    health = field("Checkboxes", choices=HEALTH, none=("none", "None of these"))

    assert health.clean(["hearing", "sight"]) == ["sight", "hearing"]
    assert health.clean(["none"]) == ["none"]
    assert said(health, ["sight", "none"]) == "Enter it"
    assert said(health, ["smell"]) == "Enter it"
    assert said(health, []) == "Enter it"
    assert health.display(["sight", "hearing"]) == ["Sight", "Hearing"]
    assert health.display(["none"]) == "None of these"
    assert field("Checkboxes", choices=HEALTH, optional=True).clean(None) == []


def test_an_answer_apart_from_the_others_comes_after_an_or() -> None:
    class DrinkForm(GovukForm):
        drink = field("Radios", choices=(("tea", "Tea"),), apart=("prefer_not", "Prefer not to say"))

    html = str(DrinkForm(initial={"drink": "prefer_not"})["drink"].render())
    drink = DrinkForm.base_fields["drink"]

    assert re.findall(r'value="(\w+)"( checked)?', html) == [("tea", ""), ("prefer_not", " checked")]
    assert "govuk-radios__divider" in html
    assert drink.clean("prefer_not") == "prefer_not"
    assert drink.display("prefer_not") == "Prefer not to say"


def test_choices_can_be_learnt_late() -> None:
    offices = [("leeds", "Leeds")]
    office = field("Select", choices=lambda: offices)
    offices.append(("cardiff", "Cardiff"))

    assert office.clean("cardiff") == "cardiff"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"personal": True}, "missing"),
        ({"missing": "Enter it"}, "personal"),
        ({"missing": "Enter it", "personal": True, "errors": {"rude": "No"}}, "rude"),
        ({"missing": "Enter it", "personal": True, "width": 7}, "wide"),
    ],
)
def test_a_field_without_its_words_cannot_be_written(arguments: dict[str, Any], complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        fields.TextField(label="Town", **arguments)


def test_messages_begin_with_the_name_or_a_label_that_is_no_question() -> None:
    assert said(field("Money", label="Service charge"), "x").startswith("Service charge must be")
    assert said(field("Money", label="How much?"), "x").startswith("Amount must be")
    assert said(field("Money", label="How much?", name="Rent"), "x").startswith("Rent must be")
    assert said(field("Money", errors={"not_money": "Give us pounds"}), "x") == "Give us pounds"


def test_what_is_always_personal_and_secret_cannot_be_declared_otherwise() -> None:
    assert fields.NinoField(label="Number", missing="Enter it", personal=True, secret=True).secret
    with pytest.raises(TypeError, match="secret"):
        fields.SortCodeField(label="Sort code", missing="Enter it", secret=False)
