"""Draw every journey, every table of states and what else is drawn from code into the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from core.layers import layers_block
from core.states import StateTable
from journeys.diagram import journey_page
from journeys.registry import DRAWN, JOURNEYS

BLOCK = re.compile(r"(<!-- drawn: layers -->\n).*(<!-- end of drawn -->)", re.DOTALL)


class Command(BaseCommand):
    """Write docs/journeys/<journey>.md, docs/states.md and the others, or with --check say which are out of date."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to write or only to look."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Draw them all."""
        docs = Path(settings.BASE_DIR) / "docs"
        with translation.override("en"):
            pages = {docs / "journeys" / f"{slug}.md": journey_page(each) for slug, each in JOURNEYS.items()}
            pages[docs / "states.md"] = _states_page()
            pages[docs / "architecture.md"] = _with_layers((docs / "architecture.md").read_text())
            pages |= {docs / path: make() for path, make in DRAWN.items()}
        stale = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
        if check and stale:
            names = ", ".join(str(path.relative_to(docs)) for path in stale)
            raise CommandError(f"Out of date: {names}. Run python manage.py draw_diagrams")
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path])
        self.stdout.write(f"{len(pages)} pages, {len(stale)} of them new or changed")


def _with_layers(page: str) -> str:
    """A page that people write, with the part that is drawn made anew. Raises CommandError where it has none."""
    block = layers_block(Path(settings.BASE_DIR))
    drawn, found = BLOCK.subn(lambda match: f"{match[1]}\n{block}\n\n{match[2]}", page)
    if found != 1:
        raise CommandError("docs/architecture.md has no part to draw the layers in, or more than one")
    return drawn


def _states_page() -> str:
    parts = ["# States", "Drawn by `python manage.py draw_diagrams` from each model's table. Do not edit."]
    models = sorted(apps.get_models(), key=lambda model: model._meta.label)
    for model in models:
        table = getattr(model, "STATES", None)
        if isinstance(table, StateTable):
            parts += [f"## {model.__name__}", "```mermaid\n" + "\n".join(table.diagram()) + "\n```"]
    return "\n\n".join(parts) + "\n"
