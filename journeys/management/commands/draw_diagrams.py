"""Draw every journey, every table of states and what else is drawn from code into the documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from core.asvs import chapters_of, cryptography_block, missing_block, requirements_block, uses_of_cryptography
from core.layers import layers_block
from core.states import StateTable
from journeys.diagram import journey_page
from journeys.registry import DRAWN, JOURNEYS

BLOCK = r"(<!-- drawn: {} -->\n).*?(<!-- end of drawn -->)"


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
            layers = {"layers": layers_block(Path(settings.BASE_DIR))}
            pages[docs / "architecture.md"] = _with_drawn(docs / "architecture.md", layers)
            chapters = chapters_of(docs / "security")
            drawn = {
                "not met": missing_block(chapters),
                "cryptography": cryptography_block(uses_of_cryptography(docs / "security")),
                "requirements": requirements_block(chapters),
            }
            pages[docs / "security.md"] = _with_drawn(docs / "security.md", drawn)
            pages |= {docs / path: make() for path, make in DRAWN.items()}
        stale = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
        if check and stale:
            names = ", ".join(str(path.relative_to(docs)) for path in stale)
            raise CommandError(f"Out of date: {names}. Run python manage.py draw_diagrams")
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path])
        self.stdout.write(f"{len(pages)} pages, {len(stale)} of them new or changed")


def _with_drawn(path: Path, blocks: Mapping[str, str]) -> str:
    """A page that people write, with the parts that are drawn made anew. Raises CommandError where it lacks one."""
    page = path.read_text()
    for name, block in blocks.items():
        place = re.compile(BLOCK.format(re.escape(name)), re.DOTALL)
        # As a template of `sub` a backslash in it would mean something.
        drawn = block.replace("\\", "\\\\")
        page, found = place.subn(rf"\g<1>\n{drawn}\n\n\g<2>", page)
        if found != 1:
            raise CommandError(f"{path.name} has no part to draw the {name} in, or more than one")
    return page


def _states_page() -> str:
    parts = ["# States", "Drawn by `python manage.py draw_diagrams` from each model's table. Do not edit."]
    models = sorted(apps.get_models(), key=lambda model: model._meta.label)
    for model in models:
        table = getattr(model, "STATES", None)
        if isinstance(table, StateTable):
            parts += [f"## {model.__name__}", "```mermaid\n" + "\n".join(table.diagram()) + "\n```"]
    return "\n\n".join(parts) + "\n"
