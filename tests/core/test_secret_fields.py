"""What must never be readable in a copy of the database, and never lost either."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models, transaction

from accounts.models import Person
from core import clock
from core.actor import Channel
from core.fields import SecretTextField, decrypt, digest, encrypt
from core.ids import new_id
from journeys.models import Draft, PageAnswer

NINO, OTHER = "QQ123456C", "QQ654321A"


def person(**values: Any) -> Person:
    """A person as they would be saved, not yet saved."""
    return Person(created_at=clock.now(), created_through=Channel.ONLINE, **{"nino": NINO, **values})


def cell(row: models.Model, column: str = "nino") -> bytes:
    """What the database holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def put(row: models.Model, sealed: bytes, column: str = "nino") -> None:
    """What somebody with the owner's password could do."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [sealed, row.pk])


@pytest.fixture
def kept(db: None) -> Person:
    row = person()
    row.save()
    return Person.objects.get(pk=row.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("longer", ["a" * 30, "é" * 9])
def test_the_length_of_what_is_sealed_does_not_tell_which_answer_it_is(answer: PageAnswer, longer: str) -> None:
    lengths = set()
    for given in ("no", longer):
        answer.secret = {"answer": given}
        answer.save()
        lengths.add(len(cell(answer, "secret")))
        assert PageAnswer.objects.get(pk=answer.pk).secret == {"answer": given}
    assert len(lengths) == 1


@pytest.fixture
def answer(db: None) -> PageAnswer:
    draft = Draft.objects.create(journey="test", started_at=clock.now(), expires_at=clock.now())
    return PageAnswer.objects.create(
        draft=draft,
        page="bank",
        data={},
        secret={"sort_code": "200000", "numbers": [1, None, "é"]},
        saved_by_id=1,
        saved_by_name="Sam",
        channel=Channel.ONLINE,
        saved_at=clock.now(),
    )


def test_the_cell_holds_no_plain_text(kept: Person) -> None:
    assert kept.nino == NINO
    assert NINO.encode() not in cell(kept)


def test_one_value_is_sealed_differently_each_time(kept: Person) -> None:
    second = person()
    second.save()
    assert cell(second) != cell(kept)


@pytest.mark.parametrize("value", ["", "é – 🙂", "x" * 100_000])
def test_any_text_comes_back(kept: Person, value: str) -> None:
    kept.nino = value
    kept.save()
    assert Person.objects.get().nino == value


def test_nothing_stays_nothing(kept: Person) -> None:
    kept.nino = None
    kept.save()
    kept = Person.objects.get()
    assert kept.nino is None
    assert kept.nino_digest is None
    assert Person.objects.filter(nino=None).exists()


def test_json_comes_back_as_it_was(answer: PageAnswer) -> None:
    assert b"200000" not in cell(answer, "secret")
    assert PageAnswer.objects.get().secret == {"sort_code": "200000", "numbers": [1, None, "é"]}


def test_json_changed_in_place_is_saved(answer: PageAnswer) -> None:
    row = PageAnswer.objects.get()
    row.secret["sort_code"] = "300000"
    row.save()
    assert PageAnswer.objects.get().secret["sort_code"] == "300000"


def test_a_cell_moved_to_another_row_does_not_open(kept: Person) -> None:
    other = person(nino=OTHER)
    other.save()
    put(other, cell(kept))
    with pytest.raises(InvalidTag):
        _ = Person.objects.get(pk=other.pk).nino


def test_a_cell_moved_to_another_column_does_not_open(kept: Person, answer: PageAnswer) -> None:
    answer_of_same_id = copy.copy(answer)
    PageAnswer.objects.all().delete()
    answer_of_same_id.pk = kept.pk
    answer_of_same_id.save(force_insert=True)
    put(kept, cell(answer_of_same_id, "secret"))
    with pytest.raises(InvalidTag):
        _ = Person.objects.get().nino


def test_an_altered_cell_does_not_open(kept: Person) -> None:
    sealed = cell(kept)
    put(kept, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(InvalidTag):
        _ = Person.objects.get().nino


def test_old_keys_open_and_the_first_key_seals(kept: Person, settings: Any) -> None:
    (old_name, old_key), new_key = *settings.SECRET_KEYS.items(), b"2" * 32
    settings.SECRET_KEYS = {"new": new_key, old_name: old_key}
    row = Person.objects.get()
    assert cell(row)[1:].startswith(old_name.encode())
    row.save()
    assert cell(row)[1:4] == b"new"
    settings.SECRET_KEYS = {"new": new_key}
    assert Person.objects.get().nino == NINO
    settings.SECRET_KEYS = {old_name: old_key}
    with pytest.raises(ImproperlyConfigured, match="new"):
        _ = Person.objects.get().nino


def test_another_key_of_the_same_name_does_not_open(settings: Any) -> None:
    sealed = encrypt(b"plain", bound_to="here")
    assert decrypt(sealed, bound_to="here") == b"plain"
    settings.SECRET_KEYS = dict.fromkeys(settings.SECRET_KEYS, b"3" * 32)
    with pytest.raises(InvalidTag):
        decrypt(sealed, bound_to="here")


@pytest.mark.parametrize(
    "condition",
    [{"nino": NINO}, {"nino__in": [NINO]}, {"nino__contains": "QQ"}, {"nino__gt": ""}, {"nino__iexact": NINO}],
)
def test_it_cannot_be_searched_for(kept: Person, condition: dict[str, Any]) -> None:
    with pytest.raises(FieldError, match="encrypted"):
        Person.objects.filter(**condition).exists()


def test_it_cannot_be_written_past_its_row(kept: Person) -> None:
    with pytest.raises(FieldError, match="encrypted"), transaction.atomic():
        Person.objects.update(nino=OTHER)
    kept.nino = OTHER
    with pytest.raises(FieldError, match="encrypted"), transaction.atomic():
        Person.objects.bulk_update([kept], ["nino"])
    assert Person.objects.get().nino == NINO


def test_a_sealed_value_is_not_handed_from_row_to_row(kept: Person) -> None:
    sealed = Person.objects.values_list("nino", flat=True).get()
    assert NINO.encode() not in sealed
    other = person(nino=None)
    other.save()
    with pytest.raises(FieldError, match="another place"):
        other.nino = sealed
    with pytest.raises(InvalidTag):
        person(nino=sealed).save()


@pytest.mark.django_db
def test_rows_made_together_each_open() -> None:
    Person.objects.bulk_create([person(), person(nino=OTHER), person(nino=None)])
    assert [row.nino for row in Person.objects.order_by("pk")] == [NINO, OTHER, None]
    assert Person.objects.get(nino_digest=digest(OTHER)).nino == OTHER


def test_it_is_fetched_when_it_was_deferred(kept: Person, django_assert_num_queries: Any) -> None:
    for row in (Person.objects.defer("nino").get(), Person.objects.only("email").get()):
        with django_assert_num_queries(1):
            assert row.nino == NINO
            assert row.nino == NINO


def test_saving_a_row_without_its_deferred_secret_keeps_it(kept: Person) -> None:
    row = Person.objects.defer("nino").get()
    row.email = "sam@example.com"
    row.save()
    assert Person.objects.get().nino == NINO


def test_refreshing_brings_what_is_kept(kept: Person) -> None:
    kept.nino = OTHER
    kept.refresh_from_db()
    assert kept.nino == NINO
    Person.objects.get().delete()
    person(id=kept.pk, nino=OTHER).save(force_insert=True)
    kept.refresh_from_db(fields=["nino"])
    assert kept.nino == OTHER


@pytest.mark.parametrize("read_first", [False, True])
def test_a_copied_row_is_sealed_for_itself(kept: Person, read_first: bool) -> None:
    row = Person.objects.get()
    if read_first:
        assert row.nino == NINO
    row.pk, row._state.adding = new_id(), True
    row.save()
    assert row.pk != kept.pk
    assert [each.nino for each in Person.objects.all()] == [NINO, NINO]


def test_a_key_written_another_way_is_the_same_row(db: None) -> None:
    key = new_id()
    person(pk=key.hex.upper()).save()
    assert Person.objects.get(pk=key).nino == NINO


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])
def test_a_row_in_memory_can_be_duplicated(kept: Person, duplicate: Any) -> None:
    assert duplicate(kept).nino == NINO


def test_checking_a_row_leaves_its_secret_alone(kept: Person) -> None:
    row = Person.objects.get()
    row.clean_fields(exclude=["user", "created_by"])
    row.save()
    assert Person.objects.get().nino == NINO


def test_it_is_never_written_out(kept: Person) -> None:
    with pytest.raises(FieldError, match="never written out"):
        serializers.serialize("json", [kept])


def test_a_row_needs_its_key_first() -> None:
    class Counted(models.Model):
        secret = SecretTextField()

        class Meta:
            app_label = "tests"

    with pytest.raises(FieldError, match="needs its key"):
        Counted(secret="x")._meta.get_field("secret").pre_save(Counted(secret="x"), add=True)


def test_the_digest_finds_a_row_and_follows_it(kept: Person) -> None:
    assert Person.objects.get(nino_digest=digest(NINO)) == kept
    kept.nino = OTHER
    kept.save(update_fields=["nino", "nino_digest"])
    assert not Person.objects.filter(nino_digest=digest(NINO)).exists()
    assert Person.objects.get(nino_digest=digest(OTHER)) == kept
    Person.objects.update_or_create(pk=kept.pk, defaults={"nino": NINO})
    assert Person.objects.filter(nino_digest=digest(NINO)).exists()


def test_a_save_that_would_leave_the_digest_behind_is_refused(kept: Person) -> None:
    kept.nino = OTHER
    with pytest.raises(FieldError, match="nino_digest"):
        kept.save(update_fields=["nino"])
    partial = Person.objects.only("email").get()
    partial.nino = OTHER
    with pytest.raises(FieldError, match="nino_digest"):
        partial.save()
    assert Person.objects.get().nino == NINO


def test_the_digest_is_keyed(settings: Any) -> None:
    before = digest(NINO)
    settings.LOOKUP_KEYS = {"": b"4" * 32}
    assert digest(NINO) != before
    assert len(before) == 32
