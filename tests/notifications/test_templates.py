"""The words of every message, in both languages."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils.translation import override

from govuk.formatting import day_and_time
from notifications.models import Medium
from notifications.templates import IS_IT_REAL, LANGUAGES, TEMPLATES, add_template, render

FOLDER = settings.BASE_DIR / "templates" / "notifications"
EVERY = [(template, language) for template in TEMPLATES for language in LANGUAGES]
CODES = {
    "confirm_email_code",
    "second_step_code",
    "change_email_code",
    "change_phone_code",
    "reset_code",
    "recovery_code",
    "helper_invited",
}
BANNED = ("please", "sorry", "invalid")


AT = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
VALUES = {
    "code": "123456",
    "last_day": date(2026, 12, 20),
    "at": AT,
    "sent_on": date(2026, 12, 20),
    "what": "Your statement",
    "words": "Sign in.",
}


def words(template: str, language: str):
    return render(template, language, {name: VALUES[name] for name in TEMPLATES[template].needs})


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_it_has_a_subject_and_a_body(template: str, language: str) -> None:
    message = words(template, language)
    assert message.subject
    assert len(message.subject) <= 80
    assert "{" not in message.subject + message.body
    assert str(settings.SERVICE_URL) in message.body or template in CODES
    assert not [word for word in BANNED if word in message.body.lower()]


def moments() -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            yield day_and_time(AT)


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_it_holds_no_fact_about_anybody(template: str, language: str) -> None:
    """A file uses a code, by which day, when, and what every message says; no amount or name gets in."""
    source = (FOLDER / f"{template}.{language}.txt").read_text()
    used = set(re.findall(r"{{\s*(\w+)", source))
    assert used <= {*VALUES, "service_name", "service_url", "reach_us"}
    assert used & VALUES.keys() == TEMPLATES[template].needs
    message = words(template, language)
    assert not re.search(r"\d", message.subject)
    expected = ("123456", "15", "20 December 2026", "20 Rhagfyr 2026", settings.SERVICE_URL, *moments())
    assert not re.search(r"£|\d", re.sub("|".join(map(re.escape, expected)), "", message.body))


@pytest.mark.parametrize(("language", "written"), [("en", "20 December 2026"), ("cy", "20 Rhagfyr 2026")])
def test_a_day_is_written_in_the_language_of_the_message(language: str, written: str) -> None:
    assert written in words("claim_unsent", language).body


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_languages_differ(template: str) -> None:
    assert words(template, "en").body != words(template, "cy").body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_does_not_tell_the_decision(language: str) -> None:
    assert words("claim_accepted", language) == words("claim_refused", language)


def test_every_file_is_a_template_that_is_named() -> None:
    files = {path.name for path in FOLDER.iterdir()}
    shared = [(IS_IT_REAL, language) for language in LANGUAGES]
    assert files == {f"{template}.{language}.txt" for template, language in [*EVERY, *shared]}


MARKED = ("QQ123456C", "20-00-00", "200000 31926819", "£1,234.56", "123456p", "Diabetes", "Rosa Hughes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_email_or_text_can_say_a_number_amount_condition_or_name(language: str) -> None:
    """Each template that is not of letters only is given each of them in each of its places, and refuses."""
    said = set()
    for name, template in TEMPLATES.items():
        if set(template.media) == {Medium.LETTER}:
            continue
        values = {need: VALUES[need] for need in template.needs}
        for need, marked in itertools.product(template.needs, MARKED):
            with contextlib.suppress(ValueError):
                message = render(name, language, {**values, need: marked})
                said |= {name} if marked in message.subject + message.body else set()
    assert said == set()


def test_what_is_for_letters_only_may_say_more(monkeypatch) -> None:
    """And the test above would find one that may go by email too."""
    monkeypatch.setitem(TEMPLATES, "statement_ready", replace(TEMPLATES["statement_ready"], media=(Medium.LETTER,)))
    assert TEMPLATES["statement_ready"].may_hold("words", "£1,234.56")
    assert not TEMPLATES["todo_added"].may_hold("words", "£1,234.56")


@pytest.mark.parametrize(
    ("template", "is_listed", "language", "told"),
    [
        ("statement_ready", True, "en", "This message is under “What we sent you”."),
        ("statement_ready", True, "cy", "Mae’r neges hon o dan “Beth rydym wedi’i anfon atoch”."),
        ("statement_ready", False, "en", "Type the address of the service yourself. Go to your local office."),
        ("second_step_code", True, "en", "Enter the code only on a page whose address you typed yourself."),
    ],
)
def test_each_message_ends_with_how_to_see_that_it_is_real(
    template: str, is_listed: bool, language: str, told: str
) -> None:
    values = {name: VALUES[name] for name in TEMPLATES[template].needs}
    assert render(template, language, values, is_listed=is_listed).body.endswith(f"{told}\n")


def test_other_values_are_refused() -> None:
    with pytest.raises(ValueError, match="todo_added"):
        render("todo_added", "en", {"name": "Kim"})
    with pytest.raises(ValueError, match="confirm_email_code"):
        render("confirm_email_code", "en", {})
    with pytest.raises(KeyError):
        render("no_such_template", "en", {})


def test_what_carries_a_code_says_for_how_long_it_is_kept() -> None:
    told = {name for name, template in TEMPLATES.items() if "code" in template.needs}
    assert told == CODES
    assert [name for name in sorted(told) if TEMPLATES[name].kept_for is None] == []
    with pytest.raises(ValueError, match="carries a code"):
        add_template("another_code", "code", when="Never")


def test_every_template_says_when_it_is_sent_and_how_it_may_go() -> None:
    assert [template.name for template in TEMPLATES.values() if not (str(template.when) and template.media)] == []
