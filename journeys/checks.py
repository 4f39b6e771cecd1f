"""The forms that a journey makes while it is filled in say what every other form must say."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.utils import translation

from govuk.checks import check_form
from journeys.definition import Journey, ListTask
from journeys.forms import another_form
from journeys.registry import JOURNEYS


def check_lists(journey: Journey) -> list[CheckMessage]:
    """What is wrong with the question that ends each of its lists."""
    lists = [task for task in journey.tasks if isinstance(task, ListTask)]
    forms = [another_form(task.words.another, task.words.another_missing) for task in lists]
    return [problem for form in forms for problem in check_form(form)]


@register
def check_journeys(**_: Any) -> list[CheckMessage]:
    """Check every journey that the service's addresses lead to."""
    import_module(settings.ROOT_URLCONF)
    with translation.override("en"):
        return [problem for journey in JOURNEYS.values() for problem in check_lists(journey)]
