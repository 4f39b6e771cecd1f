"""Second steps: what counts as right, how often one may guess, and what is kept of them."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import cbor2
import pytest
import time_machine
from argon2 import low_level
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, connections
from webauthn.helpers import bytes_to_base64url

from accounts.actors import actor_for
from accounts.doors import Door
from accounts.factors import app, backup, changes, passkeys, texts
from accounts.factors.selectors import MOST, backup_codes_left, kinds_at, kinds_of, steps_of
from accounts.factors.trying import Tried, try_code
from accounts.models import BackupCode, Factor, FactorKind, TextCode, User
from accounts.tasks import forget_unfinished
from audit.models import Event
from core import clock
from core.actor import Actor
from core.fields import digest
from notifications.models import Message
from tests.accounts.conftest import code_in, make_user

pytestmark = pytest.mark.django_db

ANY = tuple(FactorKind)
VISITOR = Actor.anonymous()
NUMBER = "+447700900982"


def with_app(user: User) -> str:
    """Set up an app; its key. The code that set it up was used, so that the next must be a later one."""
    factor = changes.begin_app(user=user, by=actor_for(user))
    with time_machine.travel(clock.machine_now() - timedelta(minutes=2)):
        assert changes.confirm_app(user=user, code=app.code_now(factor.secret), by=actor_for(user))
    return factor.secret


def with_text(user: User) -> Factor:
    """Set up a phone for texts."""
    factor = changes.begin_text(user=user, number=NUMBER, by=actor_for(user))
    assert changes.confirm_text(user=user, code=code_in(newest_text()), by=actor_for(user))
    return factor


def newest_text() -> Message:
    return Message.objects.filter(template=texts.TEMPLATE).latest("queued_at")


def guess(user: User, code: str) -> Tried:
    return try_code(user=user, code=code, kinds=ANY, by=VISITOR)


def test_an_apps_code_is_right_once_and_for_a_minute(claimant: User) -> None:
    key = with_app(claimant)
    code = app.code_now(key)
    with time_machine.travel(clock.now() + timedelta(seconds=90)):
        assert not guess(claimant, code).is_right
    assert guess(claimant, f" {code[:3]} {code[3:]}").kind == "app"
    assert not guess(claimant, code).is_right, "a code that somebody looked over a shoulder for"


def test_the_code_that_set_an_app_up_does_not_sign_in_too(claimant: User) -> None:
    factor = changes.begin_app(user=claimant, by=actor_for(claimant))
    code = app.code_now(factor.secret)
    assert changes.confirm_app(user=claimant, code=code, by=actor_for(claimant))
    assert not guess(claimant, code).is_right


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    # RFC 6238, appendix B: the last six of its eight digits, for SHA-1.
    with time_machine.travel(at, tick=False):
        assert app.code_now("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") == code


def test_an_app_that_is_being_set_up_opens_nothing(claimant: User) -> None:
    factor = changes.begin_app(user=claimant, by=actor_for(claimant))
    assert not guess(claimant, app.code_now(factor.secret)).is_right
    assert kinds_of(claimant) == set()
    assert changes.begin_app(user=claimant, by=actor_for(claimant)) == factor, "the picture stays the same"


def test_after_five_wrong_codes_even_the_right_one_waits_and_longer_each_time(claimant: User) -> None:
    key = with_app(claimant)
    now = clock.now()
    with time_machine.travel(now, tick=False) as clocked:
        answers = [guess(claimant, "000000") for _ in range(5)]
        assert [answer.again_at for answer in answers] == [None] * 4 + [now + timedelta(minutes=15)]
        assert guess(claimant, app.code_now(key)).again_at == now + timedelta(minutes=15)
        clocked.shift(timedelta(minutes=15))
        for _ in range(5):
            waits = guess(claimant, "000000").again_at
        assert waits == clock.now() + timedelta(minutes=30)
        clocked.shift(timedelta(minutes=30))
        assert guess(claimant, app.code_now(key)).is_right
        assert Factor.objects.get().wrong_codes == 0


def test_the_owner_is_told_once_that_somebody_guesses(claimant: User) -> None:
    key = with_app(claimant)
    told = Message.objects.filter(template="second_step_guessed")
    with time_machine.travel(clock.now(), tick=False) as clocked:
        for _ in range(4):
            guess(claimant, "000000")
        assert not told.exists()
        for _ in range(3):
            guess(claimant, "000000")
            clocked.shift(timedelta(hours=1))
        assert told.get().address == claimant.email
        guess(claimant, app.code_now(key))
        for _ in range(5):
            guess(claimant, "000000")
        assert told.count() == 2, "somebody got in meanwhile"


def test_one_persons_guesses_make_nobody_else_wait(claimant: User) -> None:
    with_app(claimant)
    lee = make_user("lee@example.com")
    key = with_app(lee)
    for _ in range(6):
        guess(claimant, "000000")
    assert guess(lee, app.code_now(key)).is_right


def test_backup_codes_still_open_while_the_app_waits(claimant: User) -> None:
    with_app(claimant)
    codes = changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    for _ in range(6):
        guess(claimant, "000000")
    assert guess(claimant, backup.as_printed(codes[0]).lower()).kind == "backup"


@pytest.mark.django_db(transaction=True)
def test_guesses_side_by_side_are_each_counted(claimant: User) -> None:
    with_app(claimant)

    def one(_number: int) -> bool:
        try:
            return guess(claimant, "000000").again_at is None
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(one, range(16)))
    assert taken.count(True) == 4
    assert Factor.objects.get().wrong_codes == 5


def test_a_backup_code_works_once_and_new_ones_end_the_old(claimant: User) -> None:
    with_app(claimant)
    by = actor_for(claimant)
    first = changes.make_backup_codes(user=claimant, by=by)
    assert len(set(first)) == backup_codes_left(by) == 10
    assert guess(claimant, first[0]).is_right
    assert not guess(claimant, first[0]).is_right
    assert backup_codes_left(by) == 9
    assert Message.objects.filter(template="backup_code_used").count() == 1
    second = changes.make_backup_codes(user=claimant, by=by)
    assert not guess(claimant, first[1]).is_right
    assert guess(claimant, second[0]).is_right


@pytest.fixture
def slow_hashes(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[bytes]:
    """Argon2, as where people are real but cheaper, and what it was computed of."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
    computed: list[bytes] = []
    plain = low_level.hash_secret
    monkeypatch.setattr(
        low_level, "hash_secret", lambda secret, *args, **kw: (computed.append(secret), plain(secret, *args, **kw))[1]
    )
    return computed


def test_a_try_of_a_backup_code_costs_one_slow_hash(
    claimant: User, slow_hashes: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_app(claimant)
    codes = changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    kept = BackupCode.objects.values_list("code_hash", flat=True)
    assert {hashed.split("$")[1] for hashed in kept} == {"argon2id"}
    assert (len(set(kept)), len({hashed.split("$")[4] for hashed in kept})) == (10, 1)
    # What a hash costs from now on changes nothing for a set that was made before.
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 3)
    wrong = backup.new_code()
    for typed, is_right in ((codes[0], True), (codes[9], True), (codes[0], False), (wrong, False)):
        slow_hashes.clear()
        assert guess(claimant, typed).is_right is is_right
        assert slow_hashes == [typed.encode()]


def test_codes_of_before_work_until_new_ones_are_made(claimant: User, slow_hashes: list[bytes]) -> None:
    with_app(claimant)
    codes = changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    for row, code in zip(BackupCode.objects.all(), codes, strict=True):
        before = digest(f"backup code {row.pk}:{code}")
        BackupCode.objects.filter(pk=row.pk).update(code_hash="", code_digest=before)
    slow_hashes.clear()
    assert guess(claimant, codes[3]).is_right
    assert not guess(claimant, codes[3]).is_right
    assert slow_hashes == []
    changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    assert not guess(claimant, codes[4]).is_right
    assert not BackupCode.objects.exclude(code_digest=None).exists()


def test_a_texted_code_works_once_for_a_quarter_of_an_hour_and_only_the_newest(claimant: User) -> None:
    factor = with_text(claimant)
    send = lambda: texts.send_code(factor=factor, language="en", by=VISITOR)  # noqa: E731
    send()
    first = code_in(newest_text())
    send()
    second = code_in(newest_text())
    if first != second:
        assert not guess(claimant, first).is_right
    assert guess(claimant, second).kind == "text"
    assert not guess(claimant, second).is_right
    send()
    third = code_in(newest_text())
    with time_machine.travel(clock.now() + timedelta(minutes=15)):
        assert not guess(claimant, third).is_right


def test_few_texts_are_sent_an_hour(claimant: User) -> None:
    factor = with_text(claimant)
    for _ in range(texts.CODES_AN_HOUR - 1):
        texts.send_code(factor=factor, language="en", by=VISITOR)
    with pytest.raises(texts.TooManyTexts):
        texts.send_code(factor=factor, language="en", by=VISITOR)
    with time_machine.travel(clock.now() + timedelta(hours=1, seconds=1)):
        texts.send_code(factor=factor, language="en", by=VISITOR)


def test_a_code_sent_to_one_number_does_not_confirm_another(claimant: User) -> None:
    by = actor_for(claimant)
    changes.begin_text(user=claimant, number=NUMBER, by=by)
    first = code_in(newest_text())
    changes.begin_text(user=claimant, number="+447700900461", by=by)
    second = code_in(newest_text())
    if first != second:
        assert not changes.confirm_text(user=claimant, code=first, by=by)
    assert newest_text().address == "+447700900461"
    assert changes.confirm_text(user=claimant, code=second, by=by)


def test_a_text_is_not_enough_at_staffs_door() -> None:
    assert kinds_at(Door.STAFF, {"text", "backup"}) == set()
    assert kinds_at(Door.PUBLIC, {"text", "backup"}) == {"text", "backup"}
    assert kinds_at(Door.STAFF, {"app", "text", "backup"}) == {"app", "backup"}


def test_the_last_one_goes_with_the_backup_codes_unless_one_is_needed(claimant: User) -> None:
    by = actor_for(claimant)
    with_app(claimant)
    changes.make_backup_codes(user=claimant, by=by)
    (step,) = steps_of(by)
    with pytest.raises(changes.LastOne):
        changes.remove_factor(user=claimant, factor_id=step.pk, needed=Door.STAFF.kinds, by=by)
    changes.remove_factor(user=claimant, factor_id=step.pk, by=by)
    assert not Factor.objects.exists()
    assert not BackupCode.objects.exists()
    assert backup_codes_left(by) is None


def test_nobody_elses_is_removed(claimant: User) -> None:
    with_app(claimant)
    lee = make_user("lee@example.com")
    with pytest.raises(Factor.DoesNotExist):
        changes.remove_factor(user=lee, factor_id=Factor.objects.get().pk, by=actor_for(lee))


def test_everything_lost_is_taken_away_at_once(claimant: User, adviser_actor: Actor) -> None:
    with_app(claimant)
    with_text(claimant)
    changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    assert changes.remove_every_factor(user=claimant, by=adviser_actor) == 3
    assert changes.remove_every_factor(user=claimant, by=adviser_actor) == 0
    assert kinds_of(claimant) == set()
    assert Event.objects.get(kind="second_step_removed").user_id == adviser_actor.user_id
    assert Message.objects.filter(template="second_step_removed").count() == 1


def test_there_is_a_most(claimant: User) -> None:
    for _ in range(MOST):
        with_app(claimant)
    with pytest.raises(changes.TooMany):
        with_app(claimant)
    assert len(steps_of(actor_for(claimant))) == MOST


def test_every_change_is_told_and_on_record(claimant: User) -> None:
    by = actor_for(claimant)
    with_app(claimant)
    changes.make_backup_codes(user=claimant, by=by)
    changes.remove_factor(user=claimant, factor_id=steps_of(by)[0].pk, by=by)
    told = ["second_step_added", "backup_codes_made", "second_step_removed"]
    assert list(Message.objects.order_by("queued_at").values_list("template", flat=True)) == told
    assert {message.address for message in Message.objects.all()} == {"sam@example.com"}
    assert set(Event.objects.filter(user_id=claimant.pk).values_list("kind", flat=True)) >= {
        "second_step_begun",
        *told,
    }


def test_a_copy_of_the_tables_holds_no_key_number_or_code(claimant: User) -> None:
    key = with_app(claimant)
    with_text(claimant)
    codes = changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(f::text, ' ') FROM (SELECT f::text FROM accounts_factor f UNION ALL"
            " SELECT c::text FROM accounts_backupcode c UNION ALL SELECT t::text FROM accounts_textcode t"
            " UNION ALL SELECT data::text FROM audit_event) AS all_of_it(f)"
        )
        dump = cursor.fetchone()[0]
    assert code_in(newest_text()).encode().hex() not in dump
    for secret in (key, NUMBER, *codes):
        assert secret not in dump
        assert secret.encode().hex() not in dump


def test_what_was_not_finished_is_forgotten(claimant: User) -> None:
    with_text(claimant)
    changes.begin_app(user=claimant, by=actor_for(claimant))
    with time_machine.travel(clock.now() + timedelta(days=1, seconds=1)):
        forget_unfinished()
    assert [factor.kind for factor in Factor.objects.all()] == ["text"]
    assert not TextCode.objects.exists()
    assert not Message.objects.filter(template=texts.TEMPLATE).exists()


def test_what_no_passkey_would_answer_is_not_right(claimant: User) -> None:
    """Nested beyond what can be read, and keys without their parts: refused, and no fault of ours."""
    site = passkeys.Site("localhost", "http://localhost", "Claim")
    challenge = bytes_to_base64url(b"c" * 32)
    said = {"type": "webauthn.create", "challenge": challenge, "origin": site.origin}
    host, name = hashlib.sha256(b"localhost").digest(), b"AAA"
    key = {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32}
    keys = [[1, 2], {**key, -2: 5, -3: None}, {1: 2}]
    bodies = [host + b"\x41" + bytes(4) + bytes(16) + b"\0\x03" + name + cbor2.dumps(each) for each in keys]
    answers = ["[" * 8_000, '{"a":' * 4_000]
    for body in bodies:
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": body})
        response = {
            "clientDataJSON": bytes_to_base64url(json.dumps(said).encode()),
            "attestationObject": bytes_to_base64url(made),
        }
        own = bytes_to_base64url(name)
        answers.append(json.dumps({"id": own, "rawId": own, "type": "public-key", "response": response}))
    for answer in answers:
        with pytest.raises(passkeys.NotRight):
            passkeys.made(answer=answer, challenge=challenge, site=site)
    factor = Factor(user=claimant, secret=passkeys.Credential(name, b"key").as_secret())
    for answer in answers[:2]:
        assert not passkeys.is_right(factor, answer=answer, challenge=challenge, site=site)
