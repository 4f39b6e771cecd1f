"""How many people gave each answer, told so that no person can be found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from core import clock
from equality.journey import EQUALITY
from equality.models import Answer
from equality.services import FEWEST
from govuk.fields.choices import ChoiceField

ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people gave an answer, to the nearest five; None when they were too few to say, or nobody."""

    answer: str
    people: int | None


def figures(year: int) -> Iterator[tuple[str, list[Figure]]]:
    """Each question with the figures of its answers, from the months of the year that are over.

    Rounded, of whole months, and without totals: from two of them no third number can be worked out that is less
    than the smallest that would be told.
    """
    this_month = clock.today().replace(day=1)
    rows = Answer.objects.filter(month__gte=date(year, 1, 1), month__lt=min(date(year + 1, 1, 1), this_month))
    counted = {
        (row["question"], row["answer"]): row["people"]
        for row in rows.values("question", "answer").annotate(people=Count("pk"))
    }
    for name, field in _questions():
        yield (
            str(field.label),
            [Figure(str(label), _told(counted.get((name, value), 0))) for value, label in field.labels.items()],
        )


def _questions() -> Iterator[tuple[str, ChoiceField]]:
    for _task, page in EQUALITY.pages():
        for name, field in page.form.govuk_fields().items():  # type: ignore[union-attr]
            assert isinstance(field, ChoiceField)
            yield name, field


def _told(people: int) -> int | None:
    if people < FEWEST:
        return None
    return (people + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
