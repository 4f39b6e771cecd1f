"""What identifies somebody to the tax office or a bank is encrypted wherever it is kept, and was asked for as such."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import models

from core.fields import LookupDigestField, SecretTextField
from govuk.checks import form_classes
from govuk.fields.base import GovukField

NEVER_PLAIN = {"nino", "national_insurance_number", "sort_code", "account_number", "roll_number", "safe_contact"}


def model_fields() -> Iterator[tuple[str, models.Field]]:
    """Every column, with its model's name."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            yield f"{model._meta.label}.{field.name}", field


def test_no_column_holds_a_secret_as_it_is() -> None:
    plain = [
        name for name, field in model_fields() if field.name in NEVER_PLAIN and not isinstance(field, SecretTextField)
    ]
    assert plain == []


def test_a_row_with_a_secret_has_its_key_before_it_is_saved() -> None:
    secrets = [(name, field) for name, field in model_fields() if isinstance(field, SecretTextField)]
    assert secrets
    keys = {name: field.model._meta.pk for name, field in secrets}
    # A session's key is made by the session engine; what somebody has one of, such as needs, has their own key.
    late = [name for name, key in keys.items() if not (key.has_default() or key.remote_field)]
    assert late == ["accounts.Session.session_data"]


def test_a_digest_is_of_a_secret_beside_it() -> None:
    digests = [(name, field) for name, field in model_fields() if isinstance(field, LookupDigestField)]
    assert digests
    for name, field in digests:
        made_from = [field.model._meta.get_field(each) for each in field.made_from]
        assert field.made_from != (field.of,) or isinstance(made_from[0], SecretTextField), name


def test_no_form_asks_for_a_secret_as_if_it_were_none() -> None:
    importlib.import_module(settings.ROOT_URLCONF)
    asked = [
        (f"{form.__module__}.{form.__name__}.{name}", field)
        for form in form_classes()
        for name, field in form.base_fields.items()
        if name in NEVER_PLAIN
    ]
    assert {name.rpartition(".")[2] for name, _ in asked} >= {"nino", "sort_code", "account_number"}
    assert [name for name, field in asked if not (isinstance(field, GovukField) and field.secret)] == []


def test_every_check_passes() -> None:
    assert checks.run_checks() == []
