"""Questions that name an amount set by law: it is read from the rates, so that it is never out of date."""

from __future__ import annotations

from typing import ClassVar

from core import clock
from govuk.formatting import money
from journeys.answers import KnownAnswers
from journeys.forms import QuestionForm
from rules.rates import rate_book


def rate_in_words(name: str) -> str:
    """A rate of today in pounds, without pence where there are none: "£881", "£217.26"."""
    return money(rate_book().on(clock.today(), estimate=True)[name].pence).removesuffix(".00")


class RatedForm(QuestionForm):
    """A form whose words hold ``{amount}`` and the like, each the name of a rate."""

    rates: ClassVar[dict[str, str]] = {}

    @classmethod
    def words(cls, known: KnownAnswers) -> dict[str, str]:
        rates = {placeholder: rate_in_words(name) for placeholder, name in cls.rates.items()}
        return {**super().words(known), **rates}
