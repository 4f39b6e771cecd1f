"""Whatever needs a second person has the database check that there are two."""

from __future__ import annotations

from django.apps import apps

from core.second_person import SecondPerson

MODELS = [model for model in apps.get_models() if issubclass(model, SecondPerson)]


def test_each_has_the_check_and_the_triggers() -> None:
    assert MODELS
    for model in MODELS:
        checks = [str(check.condition) for check in model._meta.constraints if hasattr(check, "condition")]
        assert any("F(asked_by_id)" in check and "answered_by_id" in check for check in checks), model
        names = {trigger.name for trigger in model._meta.triggers}
        assert {"state_moves", "state_starts", "no_deleting", "same_asked", "answered_once"} <= names, model
