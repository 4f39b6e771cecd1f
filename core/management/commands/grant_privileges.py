"""Give the application's database role what it needs and no more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, models, transaction
from psycopg import sql

from core.append_only import (
    append_only_models,
    narrowly_changed_models,
    never_deleted_models,
    supersede_only_models,
    write_only_models,
)
from core.ownership import require_owner


def _column(model: type[models.Model], field: str) -> sql.Identifier:
    return sql.Identifier(str(next(each.column for each in model._meta.concrete_fields if each.name == field)))


class Command(BaseCommand):
    """Run as the owner after migrating: the application reads and writes rows, but owns nothing, cannot empty
    a table, and cannot change or delete what is only ever added to (audit, statements, declarations). What is only
    ever superseded it can do that to, and nothing else: a trigger can be told to look away, a privilege cannot. What
    is nobody's business it can add to and not read."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default="uc_app", help="the application's role (default: uc_app)")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        require_owner()
        name = sql.Identifier(role)
        statements = [
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
            "REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {role}",
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            if self._is_owner_itself(cursor, role):
                self.stdout.write(f"{role} owns the tables itself, so nothing keeps it from changing any of them")
                return
            for statement in statements:
                cursor.execute(sql.SQL(statement).format(role=name))
            for among, change in (
                (append_only_models(), "REVOKE UPDATE, DELETE ON {} FROM {}"),
                (never_deleted_models(), "REVOKE DELETE ON {} FROM {}"),
                (write_only_models(), "REVOKE SELECT ON {} FROM {}"),
                (supersede_only_models(), "REVOKE UPDATE ON {} FROM {}"),
                (supersede_only_models(), "GRANT UPDATE (superseded_at) ON {} TO {}"),
            ):
                for model in among:
                    cursor.execute(sql.SQL(change).format(sql.Identifier(model._meta.db_table), name))
            for model, fields in narrowly_changed_models().items():
                table = sql.Identifier(model._meta.db_table)
                columns: list[sql.Composable] = [_column(model, field) for field in fields]
                cursor.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(table, name))
                cursor.execute(
                    sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(sql.SQL(", ").join(columns), table, name)
                )
        self.stdout.write(f"{role} may now use the tables, and only add to {len(append_only_models())} of them")

    def _is_owner_itself(self, cursor: Any, role: str) -> bool:
        cursor.execute("SELECT rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise CommandError(f"There is no database role {role}. Make it, or name the application's with --role.")
        return bool(found[0])
