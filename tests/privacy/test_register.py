"""Nothing about a person is held that nobody can be told of, or that would stay for ever unnoticed."""

from __future__ import annotations

from django.apps import apps

from accounts.models import Person
from claims.models import Claim
from privacy import register
from privacy.purging import OF_A_CLAIM
from privacy.unused import OF_A_PERSON
from tests.structure.test_field_kinds import listed


def test_every_model_with_personal_data_is_in_the_register() -> None:
    personal = {name.rpartition(".")[0] for name, kind in listed().items() if kind != "neither"}
    copied = {each.model for each in register.SECTIONS}
    left_out = {model for each in register.LEFT_OUT for model in each.models}
    said = [*(each.model for each in register.SECTIONS), *left_out, *register.ABOUT_STAFF]
    assert len(said) == len(set(said)), "each model in one place"
    missing = personal - set(said)
    assert not missing, f"add to privacy/register.py what of these is in a copy, or why not: {missing}"
    assert copied | left_out | register.ABOUT_STAFF <= {model._meta.label for model in apps.get_models()}


def test_what_a_copy_tells_is_there_and_has_a_key_once() -> None:
    for section in register.SECTIONS:
        model = apps.get_model(section.model)
        named = set(section.fields) - set(section.value)
        assert named <= {each.name for each in model._meta.concrete_fields}, section.key
    keys = [each.key for each in register.SECTIONS]
    assert len(keys) == len(set(keys))


def test_every_table_of_a_claim_goes_with_it() -> None:
    direct = {
        relation.related_model._meta.label
        for relation in Claim._meta.related_objects
        if not relation.related_model._meta.label.endswith("Event")
    }
    assert direct <= {label for label, _path in OF_A_CLAIM}


def test_every_table_that_names_a_person_goes_with_them_or_keeps_them() -> None:
    named = {
        relation.related_model._meta.label
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created
    }
    kept_for_the_claim = {label for label, _path in OF_A_CLAIM} - {"claims.Fact"}
    assert named == {label for label, path in OF_A_PERSON if path == "person"} | (named & kept_for_the_claim)
