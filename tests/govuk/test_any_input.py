"""Whatever is sent, a field gives a value or a message, and what was typed is still on the page."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from govuk import fields, text
from govuk.errors import AnswerError
from tests.govuk.conftest import tokens
from tests.govuk.questions import ANSWERS, TYPED, EveryKind

QUESTIONS = {
    **EveryKind.govuk_fields(),
    "password": fields.PasswordField(label="Password", missing="Enter a password", new=True),
}

AWKWARD = st.sampled_from(
    [
        "\x00",
        "31",
        "-1",
        "9" * 400,
        "\U0001f642",
        "x" * 10_000,
        "\uff11\uff12",
        "\u0661",
        "\u00bd",
        "Feb",
        "£",
        "1,0",
        ".",
    ]
    + [
        "٣١",
        "--",
        "+",
        "ext 1",
        "@",
        "a@b.c",
        "%s %(name)s {}",
        "<script>",
        "\ud800",
        "\r\n",
        "\u2028",
        "NaN",
        "1e9",
        "Infinity",
    ]
)
TYPED_TEXT = st.one_of(st.text(max_size=40), AWKWARD, st.lists(AWKWARD, max_size=4).map("".join))
ANYTHING = st.one_of(
    TYPED_TEXT,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(TYPED_TEXT, max_size=4),
    st.dictionaries(st.sampled_from(["day", "month", "year", "x"]), st.one_of(TYPED_TEXT, st.none(), st.integers())),
)


@pytest.mark.parametrize("name", QUESTIONS)
@settings(max_examples=80)
@given(sent=ANYTHING)
def test_a_field_gives_a_value_or_a_message(name: str, sent: Any) -> None:
    field = QUESTIONS[name]

    try:
        value = field.clean(sent)
    except ValidationError as error:
        assert isinstance(error, AnswerError)
        assert error.messages[0]
        return

    if name != "password":
        answer = json.loads(json.dumps(field.to_answer(value)))
        assert field.from_answer(answer) == value
        assert field.display(value) is not None


@settings(max_examples=40)
@given(sent=st.dictionaries(st.sampled_from(sorted(TYPED)), ANYTHING))
def test_a_form_is_drawn_whatever_was_sent(sent: dict[str, Any]) -> None:
    form = EveryKind(sent)

    html = str(form.error_summary()) + "".join(str(bound) for bound in form.bound_fields())

    html.encode()
    assert form.is_valid() or "There is a problem" in html


@settings(max_examples=60)
@given(
    typed=TYPED_TEXT,
    name=st.sampled_from(["text", "given", "rent", "number", "nino", "sort", "email", "born-day"]),
)
def test_what_was_typed_is_still_on_the_page(typed: str, name: str) -> None:
    form = EveryKind({**TYPED, name: typed})

    drawn = tokens(form[name.split("-")[0]].render())

    values = [dict(t[1]).get("value", "") for t in drawn if isinstance(t, tuple) and dict(t[1]).get("name") == name]
    assert values == [" ".join(text.showable(typed).split())]


def test_kept_answers_are_right_however_they_come() -> None:
    sent = QueryDict(mutable=True)
    for name, typed in TYPED.items():
        sent.setlist(name, typed if isinstance(typed, list) else [typed])

    form = EveryKind(sent)

    assert form.is_valid(), form.errors
    assert form.answers() == ANSWERS
    again = EveryKind.answered_with(json.loads(json.dumps(ANSWERS)))
    assert again.is_valid(), again.errors
    assert again.answers() == ANSWERS
