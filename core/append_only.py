"""Models whose rows are only ever added: refused by a trigger to everybody, and by privilege to the application."""

from __future__ import annotations

import pgtrigger
from django.apps import apps
from django.db import models


def append_only_triggers() -> list[pgtrigger.Trigger]:
    """The trigger that refuses updating or deleting a row."""
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


def supersede_only_triggers() -> list[pgtrigger.Trigger]:
    """Triggers for bitemporal rows: never deleted, and changed once, by stamping ``superseded_at``."""
    return [
        pgtrigger.Protect(name="no_deleting", operation=pgtrigger.Delete),
        pgtrigger.Protect(
            name="only_superseded",
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(exclude=["superseded_at"]),
        ),
        pgtrigger.Protect(
            name="superseded_once",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__superseded_at__isnull=False),
        ),
    ]


def narrowly_changed_models() -> dict[type[models.Model], tuple[str, ...]]:
    """Every model of which only the named columns ever change (its ``CHANGEABLE``), and no row is deleted."""
    found = {model: getattr(model, "CHANGEABLE", ()) for model in apps.get_models()}
    return {model: columns for model, columns in found.items() if columns}


def append_only_models() -> list[type[models.Model]]:
    """Every model whose rows are only ever added."""
    return _models_with("append_only")


def supersede_only_models() -> list[type[models.Model]]:
    """Every model whose rows change once, by being superseded."""
    return _models_with("only_superseded")


def write_only_models() -> list[type[models.Model]]:
    """Every model (``WRITE_ONLY``) whose rows the application adds and cannot read."""
    return [model for model in apps.get_models() if getattr(model, "WRITE_ONLY", False)]


def never_deleted_models() -> list[type[models.Model]]:
    """Every other model whose rows are never deleted."""
    return _models_with("no_deleting")


def _models_with(trigger_name: str) -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if any(trigger.name == trigger_name for trigger in getattr(model._meta, "triggers", ()))
    ]
