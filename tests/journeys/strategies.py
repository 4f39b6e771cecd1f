"""Generated answers: journeys told to their end in any way, and ones in every state of disorder."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from journeys.answers import Responses
from journeys.definition import Journey, Page
from journeys.sitting import Sitting
from tests.journeys.answering import Choose, options, told

# A journey takes too long to tell for one that fails to be made smaller.
as_they_come = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)

DISTURBANCES = st.lists(
    st.tuples(st.integers(0, 999), st.sampled_from(["change", "forget", "answer other questions", "drop entry"])),
    max_size=12,
)


def chosen_by(draw: st.DrawFn) -> Choose:
    """Any of the answers, the last of them ("no", "none of these") more often."""
    return lambda answers, _ahead: draw(st.sampled_from([*answers, *answers[-1:] * (len(answers) // 2)]))


@st.composite
def finished(draw: st.DrawFn, journey: Journey) -> Responses:
    """Everything answered, with what each page accepts."""
    return told(journey, chosen_by(draw))


@st.composite
def in_disorder(draw: st.DrawFn, journey: Journey) -> Responses:
    """Answers as they come to be: told in part, some changed since so that others lie off the path, some of an
    older form, entries gone, lists not closed."""
    whole = draw(finished(journey))
    pages: dict[Any, Any] = dict(whole.pages)
    items = {task: list(ids) for task, ids in whole.items.items()}
    by_slug = {page.slug: (task, page) for task, page in journey.pages()}
    for place, disturbance in draw(DISTURBANCES):
        if not pages:
            break
        item, slug = key = list(pages)[place % len(pages)]
        task, page = by_slug.get(slug, (None, None))
        if disturbance == "forget":
            del pages[key]
        elif disturbance == "answer other questions":
            pages[key] = {**pages[key], "withdrawn": "yes"}
        elif disturbance == "drop entry" and item:
            items = {name: [each for each in ids if each != item] for name, ids in items.items()}
        elif task and isinstance(page, Page):
            known = Sitting(journey, whole).known_at(task, page, item)
            pages[key] = draw(st.sampled_from(options(page.form(known=known))))
    if draw(st.booleans()):
        kept = draw(st.integers(0, len(pages)))
        pages = dict(list(pages.items())[:kept])
    return Responses(pages=pages, items=items)
