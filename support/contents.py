"""What the content files say: kinds of pages with their help, questions with answers, and ways to reach us.

The files are read once in a process. Words in them are English and are translated where they are shown; WORDS says
which entries are words, here and for whoever collects them for translation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "content"
WORDS = ("title", "ask", "answer", "more", "search", "how", "good_for", "page_words")
"""The entries of the files that people read, or search by."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question people ask. ``page`` is the name of a page of ours that it leads to; "" for none."""

    slug: str
    group: str
    ask: str
    answer: str
    more: tuple[str, ...] = ()
    search: str = ""
    page: str = ""
    page_words: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: which pages are of it, what people ask there, and how best to reach us from there."""

    slug: str
    title: str
    questions: tuple[str, ...]
    channel: str
    views: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()

    @property
    def is_form(self) -> bool:
        """Whether its pages hold typed answers, which leaving the page would lose."""
        return bool(self.tasks)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach us. ``setting`` names the setting with its number or address; ``hours`` when somebody answers."""

    slug: str
    title: str
    how: str
    good_for: str
    setting: str = ""
    link: str = ""
    page: str = ""
    page_words: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Content:
    """Everything in the files, as written; ``support.checks`` says whether it holds together."""

    kinds: Mapping[str, Kind]
    questions: Mapping[str, Question]
    groups: Mapping[str, str]
    channels: Mapping[str, Channel]
    hours: Mapping[str, Mapping[str, str]]
    hours_are_confirmed: bool
    by_task: frozenset[str]
    without_help: tuple[str, ...]

    @cached_property
    def kind_of_view(self) -> Mapping[str, Kind]:
        """The kind of the pages with each name of an address."""
        return {view: kind for kind in self.kinds.values() for view in kind.views}

    @cached_property
    def kind_of_task(self) -> Mapping[str, Kind]:
        """The kind of the pages of each task."""
        return {task: kind for kind in self.kinds.values() for task in kind.tasks}

    def kind_of(self, view: str, kwargs: Mapping[str, Any]) -> Kind | None:
        """The kind of the page at an address: by its name, or by the task it is about."""
        if view in self.by_task:
            return self.kind_of_task.get(kwargs.get("task", ""))
        return self.kind_of_view.get(view)


class Unreadable(ValueError):
    """The content files do not say what they must; tells which entry is wrong."""


def read(folder: Path = FOLDER) -> Content:
    """The content files in a folder. Raises Unreadable."""
    pages, questions, contact = (_file(folder / f"{name}.toml") for name in ("pages", "questions", "contact"))
    return Content(
        kinds=_each(Kind, pages, "kind"),
        questions=_each(Question, questions, "question"),
        groups={slug: group["title"] for slug, group in questions.get("group", {}).items()},
        channels=_each(Channel, contact, "channel"),
        hours=contact.get("hours", {}),
        hours_are_confirmed=contact.get("hours_are_confirmed", False) is True,
        by_task=frozenset(pages.get("by_task", ())),
        without_help=tuple(pages.get("without_help", ())),
    )


@cache
def content() -> Content:
    """What the service's own files say."""
    return read()


def words_in(data: Mapping[str, Any]) -> Iterator[str]:
    """Every string in a content file that is shown to people or that they search by."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from words_in(value)
        elif key in WORDS:
            yield from (value,) if isinstance(value, str) else value


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{path.name}: {error}") from error


def _each(kind: type[Any], data: Mapping[str, Any], name: str) -> dict[str, Any]:
    made = {}
    lists = {field.name for field in fields(kind) if field.type != "str"}
    for slug, entry in data.get(name, {}).items():
        if wrong := [key for key, value in entry.items() if not isinstance(value, list if key in lists else str)]:
            raise Unreadable(f"[{name}.{slug}]: {wrong[0]} is not {'a list' if wrong[0] in lists else 'text'}")
        given = {key: tuple(value) if key in lists else value for key, value in entry.items()}
        try:
            made[slug] = kind(slug=slug, **given)
        except TypeError as error:
            raise Unreadable(f"[{name}.{slug}]: {str(error).partition('() ')[2]}") from error
    return made
