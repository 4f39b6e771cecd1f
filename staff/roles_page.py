"""docs/roles.md: what staff may do and who, drawn from the table of permissions and the addresses that ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import Role
from core.access import access_of
from core.permissions import STAFF_ROLES, TABLE, Grant, Permission

PATH = "roles.md"
INTRODUCTION = """# What staff may do

Drawn by `python manage.py draw_diagrams` from `core/permissions.py` and from what each address asks for. Do not edit.

A member of staff holds one or more roles, which an admin gives them. A role is nothing but the permissions in this
table: views, the admin and services ask for a permission and never for a role. Who has none finds no such page (404); a
service that is called all the same refuses. A change of roles is recorded, kept in the history and ends every
session of theirs."""


def roles_page() -> str:
    """The page, as Markdown."""
    roles = [role for role in Role if role in STAFF_ROLES]
    parts = [INTRODUCTION, _table(["", *(str(role.label) for role in roles)], (_row(grant, roles) for grant in TABLE))]
    opened = addresses_by_permission()
    rows = ([grant.words, _names(opened.get(grant.permission, [])), _names(sorted(grant.admin))] for grant in TABLE)
    parts += ["## What each opens", _table(["", "addresses", "pages of the admin"], rows)]
    return "\n\n".join(parts) + "\n"


def addresses_by_permission() -> Mapping[Permission, list[str]]:
    """The names of the addresses that ask for each permission."""
    found: dict[Permission, list[str]] = defaultdict(list)
    for name, view in _views(get_resolver(), ""):
        access = access_of(view)
        if access and access.permission:
            found[access.permission].append(name)
    return found


def _views(resolver: URLResolver, within: str) -> Iterator[tuple[str, object]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{within}{each.name}", each.callback
        else:
            yield from _views(each, f"{within}{each.namespace}:" if each.namespace else within)


def _row(grant: Grant, roles: list[Role]) -> list[str]:
    return [grant.words, *("yes" if role in grant.roles else "" for role in roles)]


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(heads: list[str], rows: Iterator[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
