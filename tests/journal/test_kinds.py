"""Each package says how its own events are worded; the journal and the outbox know only theirs."""

from __future__ import annotations

import pytest

from journal.kinds import ENTRY_KINDS, EntryKind, add_entry_kind
from notifications import templates as messages
from tests.structure import repository


@pytest.mark.parametrize("path", ["journal/kinds.py", "notifications/templates.py"])
@pytest.mark.parametrize("word", ["claim_", "statement", "payment", "identity"])
def test_a_lower_package_does_not_speak_of_what_a_higher_one_does(path: str, word: str) -> None:
    assert word not in repository.text(repository.CHECKOUT / path)


def test_every_event_is_worded_by_somebody() -> None:
    assert {"todo_added", "claim_submitted", "identity_verified", "statement_ready"} <= set(ENTRY_KINDS)
    assert {"confirm_email_code", "todo_added", "claim_received", "statement_ready"} <= set(messages.TEMPLATES)


def test_one_name_is_worded_once() -> None:
    with pytest.raises(ValueError, match="already a kind"):
        add_entry_kind(EntryKind("todo_added", "Again"))
    with pytest.raises(ValueError, match="already a template"):
        messages.add_template("todo_added", when="Again")
