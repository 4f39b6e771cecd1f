"""How the service connects, and as whom."""

from __future__ import annotations

import pytest

from config import database

ADDRESS = "postgresql://app@db.example/uc"


def options(address: str = ADDRESS, *, as_owner: bool = False) -> dict[str, str]:
    return database.connection(address, as_owner=as_owner, kept_seconds=60)["OPTIONS"]


def test_what_the_address_asks_for_is_kept() -> None:
    found = options(f"{ADDRESS}?sslmode=verify-full&options=-c%20search_path%3Dpublic")
    assert found["sslmode"] == "verify-full"
    assert found["options"].endswith("-c search_path=public")
    assert "lock_timeout" in found["options"]


def test_a_statement_of_the_application_is_cut_off_and_a_migration_is_not() -> None:
    assert "statement_timeout=30s" in options()["options"]
    assert "statement_timeout=0" in options(as_owner=True)["options"]


@pytest.mark.parametrize(
    ("command", "as_owner"),
    [
        ("migrate", True),
        ("grant_privileges", True),
        ("rotate_keys", True),
        ("equality_figures", True),
        ("runserver", False),
        (None, False),
    ],
)
def test_some_commands_run_as_the_owner(command: str | None, as_owner: bool) -> None:
    assert database.runs_as_owner(["manage.py", *([command] if command else []), "migrate"]) is (
        as_owner or command is None
    )
    assert database.runs_as_owner(["manage.py"]) is False
