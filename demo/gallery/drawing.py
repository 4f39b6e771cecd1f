"""The tasks of a journey drawn as a picture: one below the other, each joined to those that it needs.

Only numbers and words are worked out here; the template draws them. The picture says nothing that the list beside it
does not say in words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from demo.gallery.maps import TaskShown

# In units of the picture, of which a small phone shows one a pixel.
WIDTH = 290
DOT_AT = 100
DOT_RADIUS = 13
LINE_HEIGHT = 20
GAP = 16
LETTERS_A_LINE = 20
REACH, REACH_A_TASK = 10, 6


@dataclass(frozen=True, slots=True)
class Dot:
    """A task: how far down it stands, and its title in lines that fit."""

    number: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws: dots one below the other, and curves from a task to the one that needs it."""

    height: int
    dots: tuple[Dot, ...]
    curves: tuple[str, ...]
    width: int = WIDTH
    dot_at: int = DOT_AT
    """How far from the left every dot stands."""
    words_at: int = DOT_AT + DOT_RADIUS + 9
    dot_radius: int = DOT_RADIUS
    line_height: int = LINE_HEIGHT


def picture_of(tasks: Sequence[TaskShown]) -> Picture:
    """The tasks as a picture, each title in English."""
    dots, y = [], GAP
    for task in tasks:
        lines = tuple(textwrap.wrap(task.title.english, LETTERS_A_LINE))
        dots.append(Dot(task.number, y + LINE_HEIGHT // 2, lines))
        y += len(lines) * LINE_HEIGHT + GAP
    at = {dot.number: dot.y for dot in dots}
    curves = tuple(_curve(at[needed], at[task.number], task.number - needed) for task in tasks for needed in task.needs)
    return Picture(y, tuple(dots), curves)


def _curve(above: int, below: int, apart: int) -> str:
    """To the left of the dots, the further out the further apart they are."""
    start = DOT_AT - DOT_RADIUS - 1
    reach = start - min(REACH + REACH_A_TASK * apart, DOT_AT - 20)
    return f"M{start} {above} C{reach} {above} {reach} {below} {start} {below}"
