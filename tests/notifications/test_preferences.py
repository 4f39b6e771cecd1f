"""Who chose letters gets letters, and who chose Welsh gets Welsh: every template, every way to ask for it."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, date, datetime

import pytest

from core.actor import Actor
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send
from notifications.templates import ANY_WAY, LANGUAGES, TEMPLATES, render
from tests.structure import repository

VALUES = {
    "code": "123456",
    "last_day": date(2026, 12, 20),
    "at": datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
    "sent_on": date(2026, 11, 20),
    "what": "Your statement",
    "words": "Sign in.",
}
# What is not sent as somebody asked, each with why.
ONE_WAY = {
    "confirm_email_code": "it is to show that the address is theirs",
    "change_email_code": "it is to show that the address is theirs",
    "change_phone_code": "it is to show that the number is theirs",
    "second_step_code": "it is to show that they hold this phone",
    "recovery_code": "it works for minutes",
    "reset_code": "it works for minutes",
    "reset_no_account": "goes in place of a code, to an address of which nothing is known",
    "account_already_exists": "goes in place of a code",
    "employer_account_exists": "goes in place of a code",
    "helper_invited": "a code, to the address that a claimant gave",
    "answer_to_email": "to the address that an email came from",
    "answer_to_text": "to the number that a text came from",
    "texts_stopped": "to the number that a text came from",
    "texts_started": "to the number that a text came from",
    "help_stopped": "to a helper, who asked for nothing",
}
RECIPIENTS = {
    "accounts/selectors.py": "as somebody asked",
    "accounts/was_this_you.py": "to every place of theirs at once; as they asked too",
    "accounts/codes.py": "a code to a place that is being confirmed",
    "accounts/factors/texts.py": "a code to the phone that is to show",
    "accounts/factors/messages.py": "to staff, who are written to at the address they sign in with",
    "accounts/recovery.py": "a code that works for minutes",
    "accounts/reset_answers.py": "a code that works for minutes",
    "accounts/helping.py": "to helpers",
    "conversations/inbound/services.py": "an answer to where something came from",
    "employers/messages.py": "to employers",
    "privacy/unused.py": "to who has no person, or whom nothing reaches as they asked",
}
"""Which code says by itself where a message goes, each with why it may."""


@pytest.mark.django_db
def test_every_template_goes_as_they_asked_in_their_language() -> None:
    by, went = Actor.system("Tests"), set()
    for (name, template), asked in itertools.product(TEMPLATES.items(), Medium):
        if template.media == (Medium.LETTER,) and asked != Medium.LETTER:
            continue  # a letter is what they asked for
        language = LANGUAGES[len(went) % 2]
        to = Recipient("kim@example.com", "07700 900 982", language, "1", contact_by=asked, letter_format="large-print")
        context = {need: VALUES[need] for need in template.needs}
        message = send(to=to, template=name, context=context, by=by)
        assert message.body == render(name, language, context).body
        assert message.letter_format == ("large-print" if message.medium == "letter" else "")
        went.add((name, asked, message.medium))
    otherwise = {name for name, asked, medium in went if medium != asked}
    to_people = {name for name in otherwise if not name.startswith("employer_")}
    assert to_people | {"employer_account_exists"} == set(ONE_WAY)
    assert [name for name in otherwise if TEMPLATES[name].media == ANY_WAY] == []


def test_nothing_else_says_for_itself_where_a_message_goes() -> None:
    made = {
        repository.name(path)
        for path in repository.files()
        if path.suffix == ".py" and re.search(r"\bRecipient\(", repository.text(path))
    }
    outside = {name for name in made if not name.startswith(("tests/", "demo/", "benchmarks/", "notifications/"))}
    assert outside == set(RECIPIENTS)
