"""The key of the hashes by which people are found is changed while they use the service: everybody is found throughout,
nothing that is unique is there twice, and then the old key can go."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import DeviceUse, OneLoginAccount, Person, User
from config.prepare import check_keys
from core import clock, digests, lookups
from core.actor import Channel
from core.digests import digest
from core.fields import LookupDigestField

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = {"": b"1" * 32}, {"2026": b"2" * 32}
"""The key of before has no id, as the first one."""
ISSUER = "https://one.example"


@pytest.fixture(autouse=True)
def _old(settings: Any) -> None:
    settings.LOOKUP_KEYS = OLD


def nino(number: int) -> str:
    return f"QQ{number:06}C"


def add(number: int) -> Person:
    return Person.objects.create(nino=nino(number), created_at=clock.now(), created_through=Channel.ONLINE)


def found(number: int) -> list[Any]:
    return list(Person.objects.filter(nino_digest__in=digests.digests(nino(number))).values_list("pk", flat=True))


def rotate(**options: Any) -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said, stderr=said, **options)
    return said.getvalue()


def connect(user: User, subject: str) -> OneLoginAccount:
    return OneLoginAccount.objects.create(user=user, issuer=ISSUER, subject=subject, connected_at=clock.now())


def test_everybody_is_found_at_each_step_and_then_the_old_key_can_go(settings: Any) -> None:
    people = {number: add(number).pk for number in range(3)}
    for step in (OLD | NEW, NEW | OLD):
        settings.LOOKUP_KEYS = step
        people[len(people)] = add(len(people)).pk
        assert {number: found(number) for number in people} == {number: [key] for number, key in people.items()}
    lengths = [len(kept) for kept in Person.objects.order_by("pk").values_list("nino_digest", flat=True)]
    assert lengths == [32, 32, 32, 32, 37], "the second step still writes under the old key"
    assert "accounts.Person: 4 to find anew" in rotate(dry_run=True)
    assert "accounts.Person: 4 found anew, 0 left" in rotate(batch=3)
    assert "accounts.Person: 0 found anew, 0 left" in rotate()
    settings.LOOKUP_KEYS = NEW
    check_keys()
    assert {number: found(number) for number in people} == {number: [key] for number, key in people.items()}


def test_a_key_that_is_needed_cannot_go_unseen_and_what_it_made_can_be_made_anew(settings: Any) -> None:
    key = add(1).pk
    settings.LOOKUP_KEYS = NEW
    with pytest.raises(CommandError, match=r"accounts.Person \(1\)"):
        check_keys()
    assert found(1) == []
    rotate()
    check_keys()
    assert found(1) == [key]


class ByThread(threading.local):
    """Each thread is a process that has been restarted with these keys, or not yet."""

    keys: Any = OLD | NEW


def test_what_is_unique_stays_so_whichever_process_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    process = ByThread()
    for module in (digests, lookups):
        monkeypatch.setattr(module, "lookup_keys", lambda: process.keys)
    users = [User.objects.create_user(f"sam{number}@example.com", "three plain words") for number in range(8)]
    late = User.objects.create_user("late@example.com", "three plain words")
    start = threading.Barrier(len(users))

    def one(number: int) -> bool:
        process.keys = NEW | OLD if number % 2 else OLD | NEW
        start.wait(20)
        try:
            with transaction.atomic():
                connect(users[number], "urn:1") if number else rotate(batch=1)
            return True
        except IntegrityError:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(len(users)) as pool:
        came_to = list(pool.map(one, range(len(users))))
    assert came_to[1:].count(True) == 1
    process.keys = NEW | OLD
    rotate()
    process.keys = NEW
    assert OneLoginAccount.objects.filter(issuer=ISSUER, subject_digest__in=digests.digests("urn:1")).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        connect(late, "urn:1")


def test_what_is_written_while_the_hashes_are_made_anew_is_found(settings: Any) -> None:
    people = [add(number) for number in range(12)]
    settings.LOOKUP_KEYS = NEW | OLD
    stop, failures = threading.Event(), []
    written: dict[Any, int] = {}

    def write() -> None:
        turn = 100
        try:
            while not stop.is_set():
                for person in people:
                    turn += 1
                    with transaction.atomic():
                        row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
                        row.nino = nino(turn)
                        row.save()
                    written[person.pk] = turn
                    if found(turn) != [person.pk]:
                        failures.append(turn)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        rotate(batch=2)
    finally:
        stop.set()
        writer.join()
    rotate()
    settings.LOOKUP_KEYS = NEW
    assert not failures
    assert all(found(turn) == [key] for key, turn in written.items())


def test_a_device_is_known_under_either_key_and_the_command_says_how_many_pass(settings: Any) -> None:
    user = User.objects.create_user("sam@example.com", "three plain words")
    now = clock.now()
    DeviceUse.objects.create(user=user, digest=digest("device x"), first_used_at=now, last_used_at=now)
    settings.LOOKUP_KEYS = NEW | OLD
    assert DeviceUse.objects.filter(digest__in=digests.digests("device x")).exists()
    assert "accounts.DeviceUse.digest: 1 of another key" in rotate()


def test_a_code_that_was_sent_before_is_right_after(settings: Any) -> None:
    kept = digest("1:123456")
    settings.LOOKUP_KEYS = NEW | OLD
    assert digests.is_digest(kept, "1:123456")
    assert not digests.is_digest(kept, "1:123457")
    settings.LOOKUP_KEYS = NEW
    assert not digests.is_digest(kept, "1:123456")


def test_unique_hashes_are_only_saved_in_a_transaction_meanwhile(settings: Any) -> None:
    user = User.objects.create_user("sam@example.com", "three plain words")
    settings.LOOKUP_KEYS = NEW | OLD
    with pytest.raises(Exception, match="save it in a transaction"):
        connect(user, "urn:1")


def test_every_hash_by_which_rows_are_found_is_one_that_can_be_made_anew() -> None:
    """What is only known again, for a time, is named here with how long that is."""
    passing = {
        "accounts.ContactCode.code_digest": "a quarter of an hour",
        "accounts.TextCode.code_digest": "a quarter of an hour",
        "accounts.BackupCode.code_digest": "until its owner makes new ones, which are hashed as passwords are",
        "accounts.Help.code_digest": "a week",
        "accounts.DeviceUse.digest": "180 days after its last use; renewed when it is used",
        "accounts.Tries.digest": "a day",
        "accounts.OneLoginSignOut.digest": "a day",
        "signals.Known.digest": "made anew with the traits that it is of",
    }
    from django.apps import apps

    others = {
        f"{model._meta.label}.{each.name}"
        for model in apps.get_models()
        for each in model._meta.local_concrete_fields
        if each.name.endswith("digest") and not isinstance(each, LookupDigestField) and not model._meta.proxy
    }
    assert others - {name for name in others if name.endswith("Event.digest")} == set(passing)
