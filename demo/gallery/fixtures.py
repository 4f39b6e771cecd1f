"""Every state of every GOV.UK component: GOV.UK Frontend's own examples, and states that only this service has."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import slugify

from demo.gallery.ours import OURS, Own
from govuk.bound import component
from govuk.fields import Words

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"


@dataclass(frozen=True)
class State:
    """One state of a component: its slug within the component, the macro that draws it and what the macro is given."""

    component: str
    slug: str
    name: str
    description: Words
    macro: str
    parameters: dict[str, Any] = field(default_factory=dict)
    is_to_try: bool = False
    """Whether there is nothing to see at first: it tests the macro, or shows only when pointed at or pressed."""
    is_inverse: bool = False
    """Whether it stands on a dark ground."""
    ours: Own | None = None
    """What it is, where only this service has it."""

    @property
    def html(self) -> SafeString:
        """As it is drawn on a page."""
        if self.ours:
            return self.ours.draw(self.component, self.macro)
        return component(self.component, self.macro, self.parameters)

    @property
    def call(self) -> str:
        """What a template says to draw it."""
        theirs = f"govuk_frontend_jinja/components/{self.component}/macro.html"
        if self.ours is None:
            given = json.dumps(self.parameters, indent=2, ensure_ascii=False)
            return f'{{% from "{theirs}" import {self.macro} %}}\n{{{{ {self.macro}({given}) }}}}'
        source = self.ours.source
        used = re.findall(r"{{\s*(\w+)\(", source)
        where = theirs if used == [self.macro] else "govuk/page.html"
        return f'{{% from "{where}" import {used[0]} %}}\n{source}' if used else source

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.ours.language if self.ours else "en"


@dataclass(frozen=True)
class Component:
    """A component and its states, those to be looked at first."""

    name: str
    states: tuple[State, ...]

    @property
    def title(self) -> str:
        """Its name in words."""
        return self.name.replace("-", " ").capitalize()

    @property
    def macro(self) -> str:
        """The macro that draws it."""
        return macro_of(self.name)

    @property
    def shown(self) -> list[State]:
        """The states to be looked at."""
        return [state for state in self.states if not state.is_to_try]

    @property
    def to_try(self) -> list[State]:
        """The states to try."""
        return [state for state in self.states if state.is_to_try]

    def state(self, slug: str) -> State | None:
        """The state of this name, or None."""
        return next((state for state in self.states if state.slug == slug), None)


def macro_of(name: str) -> str:
    """What the macro of a component is called: "back-link" has govukBackLink."""
    return "govuk" + "".join(word.capitalize() for word in name.split("-"))


@functools.cache
def components() -> dict[str, Component]:
    """Every component by its name. Without the installed package only those with states of our own."""
    theirs = {path.parent.name: json.loads(path.read_text()) for path in sorted(COMPONENTS.glob("*/fixtures.json"))}
    return {
        name: Component(name, tuple(_states(name, theirs.get(name, {}).get("fixtures", ()))))
        for name in sorted({*theirs, *OURS})
    }


def _states(name: str, examples: Sequence[dict[str, Any]]) -> list[State]:
    states: list[State] = []
    for each in examples:
        ground = str(each.get("pageTemplateOptions", {}).get("bodyClasses", ""))
        states.append(
            State(
                name,
                _slug(each["name"], states),
                each["name"],
                each.get("description") or "",
                macro_of(name),
                each["options"],
                is_to_try=bool(each.get("hidden")) or str(each["options"].get("classes", "")).startswith(":"),
                is_inverse="inverse" in ground,
            )
        )
    for own in OURS.get(name, ()):
        states.append(State(name, _slug(f"ours {own.name}", states), own.name, own.why, macro_of(name), ours=own))
    return states


def _slug(name: str, taken: Sequence[State]) -> str:
    slug = slugify(name) or "state"
    number = sum(state.slug == slug or state.slug.startswith(f"{slug}-no-") for state in taken)
    return f"{slug}-no-{number + 1}" if number else slug
