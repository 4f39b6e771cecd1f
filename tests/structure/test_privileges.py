"""What the application's own database role cannot do, whatever its code tries. Each test connects as that role."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from core.append_only import append_only_models, never_deleted_models, supersede_only_models, write_only_models
from equality.models import Answer
from tests.structure import repository

APPLICATION = urlsplit(os.environ.get("DATABASE_URL", ""))
OWNER = urlsplit(os.environ.get("MIGRATION_DATABASE_URL", ""))

pytestmark = pytest.mark.skipif(
    APPLICATION.username in (None, OWNER.username) or OWNER.username is None,
    reason="needs two roles: DATABASE_URL and MIGRATION_DATABASE_URL",
)
EVERY = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


@pytest.fixture(scope="module")
def _granted(django_db_setup: None, django_db_blocker: Any) -> str:
    """The test database, in which the application has been given what it gets in production."""
    with django_db_blocker.unblock():
        call_command("grant_privileges", role=APPLICATION.username, verbosity=0)
        return str(connection.settings_dict["NAME"])


@pytest.fixture
def application(db: None, _granted: str) -> Iterator[psycopg.Connection]:
    """A connection as the application, undone afterwards. It asks for `db` so that there is a database to run these
    tests alone."""
    with psycopg.connect(APPLICATION._replace(path=f"/{_granted}").geturl()) as opened:
        yield opened
        opened.rollback()


def is_refused(application: psycopg.Connection, statement: str, model: type[models.Model] | None = None) -> bool:
    """Whether the database refuses it for want of privilege. ``{t}`` is the model's table and ``{k}`` its key."""
    names = {"t": sql.Identifier(model._meta.db_table), "k": sql.Identifier(model._meta.pk.column)} if model else {}
    try:
        with application.transaction(force_rollback=True):
            application.execute(sql.SQL(statement).format(**names))
    except InsufficientPrivilege:
        return True
    return False


def allowed(application: psycopg.Connection, statement: str, among: list[type[models.Model]]) -> list[str]:
    """The models for which the statement is not refused: none is what most tests want."""
    return [model._meta.label for model in among if not is_refused(application, statement, model)]


def test_what_must_be_kept_is_only_added_to() -> None:
    kept = {model._meta.label for model in append_only_models()}
    assert {
        "audit.Event",
        "audit.Access",
        "audit.Seal",
        "accounts.IdentityCheck",
        "claims.Declaration",
        "claims.Decision",
        "payments.Statement",
    } <= kept
    histories = {model._meta.label for model in EVERY if hasattr(model, "pgh_tracked_model")}
    assert histories
    assert histories <= kept
    assert {"claims.Fact", "claims.Member"} <= {model._meta.label for model in supersede_only_models()}
    assert {"payments.Payment"} <= {model._meta.label for model in never_deleted_models()}


def test_rows_that_are_only_added_are_neither_changed_nor_removed(application: psycopg.Connection) -> None:
    assert allowed(application, "UPDATE {t} SET {k} = {k}", append_only_models()) == []
    assert allowed(application, "DELETE FROM {t}", append_only_models()) == []
    assert allowed(application, "SELECT {k} FROM {t} FOR UPDATE", append_only_models()) == []


def test_rows_that_are_superseded_change_in_nothing_else(application: psycopg.Connection) -> None:
    among = supersede_only_models()
    assert allowed(application, "UPDATE {t} SET {k} = {k}", among) == []
    assert allowed(application, "UPDATE {t} SET superseded_at = superseded_at", among) == [
        model._meta.label for model in among
    ]


def test_rows_that_stay_are_not_removed(application: psycopg.Connection) -> None:
    assert allowed(application, "DELETE FROM {t}", never_deleted_models()) == []


def test_telling_the_triggers_to_look_away_helps_nobody(application: psycopg.Connection) -> None:
    uris = [f"{model._meta.label}:append_only" for model in append_only_models()]
    application.execute("SELECT set_config('pgtrigger.ignore', %s, false)", ["{" + ",".join(uris) + "}"])
    assert allowed(application, "DELETE FROM {t}", append_only_models()) == []
    assert is_refused(application, "SET session_replication_role = replica")


@pytest.mark.parametrize("table", ["audit_event", "audit_access", "audit_seal"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {t} SET {k} = {k}",
        "DELETE FROM {t}",
        "TRUNCATE {t}",
        "ALTER TABLE {t} DISABLE TRIGGER USER",
        "ALTER TABLE {t} DROP COLUMN {k}",
        "ALTER TABLE {t} OWNER TO CURRENT_USER",
        "ALTER TABLE {t} RENAME TO elsewhere",
        "DROP TRIGGER {trigger} ON {t}",
        "GRANT UPDATE ON {t} TO CURRENT_USER",
        "CREATE RULE mine AS ON INSERT TO {t} DO INSTEAD NOTHING",
        "COMMENT ON TABLE {t} IS 'mine'",
    ],
)
def test_the_record_is_only_added_to(application: psycopg.Connection, table: str, statement: str) -> None:
    model = next(each for each in append_only_models() if each._meta.db_table == table)
    found = application.execute("SELECT min(tgname) FROM pg_trigger WHERE tgrelid = %s::regclass", [table]).fetchone()
    assert found
    told = statement.replace("{trigger}", f'"{found[0]}"')
    # A grant by somebody who may give nothing is no error: it gives nothing.
    application.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [f"{{{model._meta.label}:append_only}}"])
    if told.startswith("GRANT"):
        application.execute(told.format(t=table))
        told = "UPDATE {t} SET {k} = {k}"
    assert is_refused(application, told, model)


def test_the_order_in_which_the_record_is_sealed_is_not_for_the_application_to_say(
    application: psycopg.Connection,
) -> None:
    for table in ("audit_event", "audit_access"):
        assert is_refused(application, f"SELECT setval('{table}_position', 1)")
        assert is_refused(application, f"ALTER SEQUENCE {table}_position RESTART")
        kept = application.execute(
            "SELECT seqcache FROM pg_sequence WHERE seqrelid = %s::regclass", [f"{table}_position"]
        )
        assert kept.fetchone() == (1,)
    for change in ("CREATE OR REPLACE", "ALTER", "DROP"):
        more = {"CREATE OR REPLACE": " RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'", "ALTER": " COST 2"}
        assert is_refused(application, f"{change} FUNCTION audit_draw_position(){more.get(change, '')}")
    drawn = application.execute(
        "INSERT INTO audit_event (id, position, at, user_name, roles, channel, claim_reference, kind, subject_type,"
        " subject_id, data) VALUES (gen_random_uuid(), -5, now(), 'x', '[]', 'online', '', 'y', '', '', '{}')"
        " RETURNING position"
    ).fetchone()
    assert drawn
    assert drawn[0] > 0


def test_of_a_payment_the_application_changes_where_it_stands_and_never_how_much_it_is(
    application: psycopg.Connection,
) -> None:
    for column in ("amount_pence", "statement_id", "payee", "instalment", "made_at"):
        assert is_refused(application, f"UPDATE payments_payment SET {column} = {column}"), column
    assert not is_refused(application, "UPDATE payments_payment SET state = state WHERE false")
    assert is_refused(application, "DELETE FROM payments_payment")


def test_only_the_rotation_of_keys_and_the_purge_tell_the_triggers_to_look_away() -> None:
    ways = ("pgtrigger.ignore", "session_replication_role", "DISABLE TRIGGER")
    # One runs as the owner, and changes how a value is sealed but never the value. The other deletes, as the owner too,
    # what has been kept for long enough, and never of the audit (tests/privacy/test_purge.py). Of that a third
    # does, as the owner too, and leaves the seals (tests/audit/test_purging.py).
    # Tests of the verifier do what an owner could; what tests begin with is put back as the triggers left it.
    ours = {"core/keys.py", "core/lookups.py", "privacy/purging.py", "privacy/unused.py", "audit/purging.py"}
    tests = {"tests/structure/test_privileges.py", "tests/audit/test_verifying.py", "tests/beginnings/rows.py"}
    told = {
        repository.name(path)
        for path in repository.files()
        if path.suffix == ".py" and any(way in repository.text(path) for way in ways)
    }
    assert told == ours | tests


def test_it_reads_and_adds_everywhere_else(application: psycopg.Connection) -> None:
    read = [model for model in EVERY if model not in write_only_models()]
    assert allowed(application, "SELECT {k} FROM {t} LIMIT 1", EVERY) == [model._meta.label for model in read]
    assert allowed(application, "INSERT INTO {t} SELECT * FROM {t} WHERE false", read) == [
        model._meta.label for model in read
    ]


def test_answers_to_the_equality_questions_it_adds_and_never_reads(application: psycopg.Connection) -> None:
    assert [model._meta.label for model in write_only_models()] == ["equality.Answer"]
    add = "INSERT INTO {t} (id, month, question, answer) VALUES (gen_random_uuid(), '2026-11-01', 'sex', 'female')"
    assert not is_refused(application, add, Answer)
    for read in ("SELECT count(*) FROM {t}", "COPY {t} TO STDOUT", add + " RETURNING month"):
        assert is_refused(application, read, Answer), read


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE {t} CASCADE",
        "ALTER TABLE {t} DISABLE TRIGGER ALL",
        "ALTER TABLE {t} ADD COLUMN more int",
        "CREATE TRIGGER mine BEFORE INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "DROP TABLE {t} CASCADE",
    ],
)
def test_it_changes_no_table(application: psycopg.Connection, statement: str) -> None:
    assert allowed(application, statement, EVERY) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "UPDATE django_migrations SET name = name",
        "DELETE FROM django_migrations",
    ],
)
def test_it_changes_nothing_around_the_tables(application: psycopg.Connection, statement: str) -> None:
    assert is_refused(application, statement)


def test_it_owns_nothing_and_is_nobody_else(application: psycopg.Connection) -> None:
    owned = application.execute(
        "SELECT count(*) FROM pg_shdepend WHERE refobjid = current_user::regrole AND deptype = 'o'"
    )
    assert owned.fetchone() == (0,)
    powers = application.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
        " OR EXISTS (SELECT FROM pg_auth_members WHERE member = oid) FROM pg_roles WHERE rolname = current_user"
    )
    assert powers.fetchone() == (False,)


def test_the_triggers_are_in_force(application: psycopg.Connection) -> None:
    found = application.execute(
        "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname LIKE 'pgtrigger_append_only_%' AND tgenabled = 'O'"
    )
    assert {row[0] for row in found} == {model._meta.db_table for model in append_only_models()}


@pytest.mark.usefixtures("_granted")
@pytest.mark.parametrize("command", [["grant_privileges"], ["rotate_keys"], ["equality_figures", "2026"]])
def test_what_the_owner_must_do_the_application_is_told(
    django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "USER", APPLICATION.username)
        monkeypatch.setitem(connection.settings_dict, "PASSWORD", APPLICATION.password)
        try:
            with pytest.raises(CommandError, match=f"{APPLICATION.username} does not own .* MIGRATION_DATABASE_URL"):
                call_command(*command, verbosity=0)
        finally:
            connection.close()


@pytest.mark.usefixtures("_granted")
def test_a_role_that_there_is_not_is_named(django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), pytest.raises(CommandError, match="no database role nobody_here"):
        call_command("grant_privileges", role="nobody_here", verbosity=0)
