"""Every field of every model says whether it is secret, personal, or neither: fields.txt is the list.

secret: encrypted, or a keyed hash that stands for something encrypted. personal: says something about somebody who can
be found from the row, so it is in `privacy/register.py`. neither: all other.
"""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from core.fields import LookupDigestField, SecretTextField

LIST = Path(__file__).with_name("fields.txt")
KINDS = ("secret", "personal", "neither")
OURS = {each for each in settings.INSTALLED_APPS if "." not in each} - {"pgtrigger", "pghistory", "csp"}


def listed() -> dict[str, str]:
    """Each field of the list -> its kind."""
    found: dict[str, str] = {}
    for line in LIST.read_text().splitlines():
        if line and not line.startswith("#"):
            model, kind, names = (part.strip() for part in line.split("|"))
            assert kind in KINDS, line
            for name in names.split():
                assert found.setdefault(f"{model}.{name}", kind) is kind, f"{model}.{name} is listed twice"
    return found


def ours() -> dict[str, models.Field]:
    """Every field of our own models."""
    return {
        f"{model._meta.label}.{each.name}": each
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS
        for each in model._meta.concrete_fields
    }


def test_every_field_says_what_kind_it_is() -> None:
    missing, gone = sorted(set(ours()) - set(listed())), sorted(set(listed()) - set(ours()))
    assert not missing, f"say in {LIST.name} whether these are secret, personal or neither: {missing}"
    assert not gone, f"take these out of {LIST.name}: {gone}"


def test_what_is_said_to_be_secret_is_encrypted() -> None:
    """And nothing else is."""
    encrypted = {name for name, each in ours().items() if isinstance(each, (SecretTextField, LookupDigestField))}
    # Keyed hashes of what is kept nowhere: they can be tried, and never read.
    hashes = {name for name in ours() if name.endswith("digest")} | {"accounts.Session.session_key"}
    said = {name for name, kind in listed().items() if kind == "secret"}
    assert encrypted - said == set()
    hashes |= {"accounts.User.password", "accounts.BackupCode.code_hash", "signals.Signal.key", "home.Feedback.sender"}
    assert said - encrypted - hashes == set()
