"""A page of questions: its words, where its errors lead, and how it shows what was answered."""

import pytest
from django.template import engines

from govuk import fields
from govuk.forms import GovukForm
from tests.govuk.conftest import elements, tokens
from tests.govuk.questions import ANSWERS, TYPED, EveryKind


class OneQuestion(GovukForm):
    rent = fields.MoneyField(label="How much is your rent?", name="Rent", missing="Enter your rent", personal=True)


def drawn(form: GovukForm) -> str:
    source = '{% from "govuk/form.html" import form_page %}{{ form_page(form, "") }}'
    return str(engines["jinja2"].from_string(source).render({"form": form}))


def test_every_error_leads_to_an_input_and_says_the_same_twice() -> None:
    form = EveryKind({"born-day": "6", "born-year": "1999"})
    html = drawn(form)

    ids = {e["id"] for kind in ("input", "select", "textarea") for e in elements(html, kind)}
    links = [
        (dict(t[1])["href"], words) for t, words in zip(tokens(html), tokens(html)[1:], strict=False) if t[0] == "a"
    ]
    assert len(links) == len(form.errors) == len(EveryKind.base_fields) - 1
    assert ("#born-month", "Date of birth must include a month") in links
    assert ("#radios", "Select a food") in links
    for href, words in links:
        assert href.removeprefix("#") in ids
        assert html.count(words) >= 2


def test_only_the_part_of_a_date_at_fault_is_red() -> None:
    html = EveryKind({"born-day": "6", "born-month": "13", "born-year": "1999"})["born"].render()

    red = [e["id"] for e in elements(html, "input") if "govuk-input--error" in e["class"]]
    assert red == ["born-month"]


def test_nothing_is_left_to_the_browser_and_nothing_is_chosen_beforehand() -> None:
    html = drawn(EveryKind())

    assert [form["novalidate"] for form in elements(html, "form")] == [""]
    for element in elements(html, "input"):
        assert not {"required", "maxlength", "checked", "pattern"} & set(element)
    assert "govuk-error" not in html


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("given", {"spellcheck": "false", "autocomplete": "given-name"}),
        ("born-day", {"inputmode": "numeric", "autocomplete": "bday-day"}),
        ("rent", {"inputmode": "decimal", "spellcheck": "false"}),
        ("email", {"type": "email", "autocomplete": "email", "spellcheck": "false"}),
        ("phone", {"type": "tel", "autocomplete": "tel"}),
        ("postcode", {"autocomplete": "postal-code"}),
        ("code", {"autocomplete": "one-time-code", "inputmode": "numeric"}),
        ("nino", {"spellcheck": "false"}),
    ],
)
def test_inputs_help_browsers_fill_them_in(name: str, expected: dict[str, str]) -> None:
    [element] = [e for e in elements(drawn(EveryKind()), "input") if e["name"] == name]

    assert expected.items() <= element.items()


def test_the_label_of_a_single_question_is_the_heading() -> None:
    html = drawn(OneQuestion())

    assert html.count("<h1") == 1
    assert OneQuestion().heading == "How much is your rent?"
    assert "govuk-label--l" in html


def test_several_questions_have_a_heading_of_their_own() -> None:
    html = drawn(EveryKind())

    assert html.count("<h1") == 1
    assert EveryKind().heading == "Everything"
    assert "Why we ask this" in html


def test_kept_answers_fill_the_page() -> None:
    html = drawn(EveryKind(initial=EveryKind.from_answers(ANSWERS)))
    values = {e["name"]: e.get("value") for e in elements(html, "input") if e["type"] not in {"radio", "checkbox"}}

    assert values == {
        name: {
            "born-month": "4",
            "rent": "650.50",
            "nino": "AB 12 34 56 C",
            "sort": "200000",
            "postcode": "LS1 1AA",
        }.get(name, {**TYPED, "roll": None, "code": "123456"}[name])
        for name in values
    }
    assert [e["value"] for e in elements(html, "input") if "checked" in e] == ["a", "no", "b"]
    assert [e["value"] for e in elements(html, "option") if "selected" in e] == ["b"]


def test_answers_in_words() -> None:
    words = {name: shown for name, _, shown in EveryKind.display(ANSWERS)}

    assert words["born"] == "6 April 1999"
    assert words["rent"] == "£650.50"
    assert words["yes"] == "No"
    assert words["boxes"] == "Beans"
    assert words["roll"] == ""
    assert words["area"] == ["One", "Two"]


def test_a_password_is_never_put_back() -> None:
    class SignIn(GovukForm):
        password = fields.PasswordField(label="Password", missing="Enter your password")

    assert "hunter2" not in drawn(SignIn({"password": "hunter2"}))


def test_optional_questions_say_so() -> None:
    assert "Roll number (optional)" in drawn(EveryKind())


def test_what_is_said_of_nothing_chosen_is_filled_in_on_the_form() -> None:
    form = OneQuestion({})
    form.fields["rent"].missing = "Enter the rent of 1 Bank Street"  # type: ignore[attr-defined]

    assert not form.is_valid()
    assert form["rent"].errors == ["Enter the rent of 1 Bank Street"]


def test_a_form_draws_a_question_that_it_took_up_as_it_was_made() -> None:
    form = EveryKind()
    choices = (("a", "Baker"),)
    form.fields["job"] = fields.RadiosField(label="Which job?", missing="Select one", personal=True, choices=choices)

    assert "Baker" in form["job"].render()
