"""The claim's own pages: who is asked what, and properties that hold whatever is answered."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.fact_tables import TABLES
from claims.facts import answers_of, circumstances_of
from claims.journey import CLAIM
from demo.filling import Story, responses_of
from demo.stories import LONE_PARENT, NOTHING_TO_TELL
from journeys.answers import Responses
from journeys.definition import ListTask, Page
from journeys.sitting import Sitting


def path_of(story: Story) -> list[str]:
    return [step.page.slug for _task, _item, step in Sitting(CLAIM, responses_of(story)).path()]


# The shortest claim: no rent, no children, no work, no savings, no account.
SHORTEST = Story(
    answers={
        **NOTHING_TO_TELL,
        "date_of_birth": "1999-01-01",
        "country": "wales",
        "over_capital_limit": False,
        "in_education": False,
        "lives_with_partner": False,
        "given_names": "Ann",
        "family_name": "Other",
        "has_other_names": False,
        "knows_nino": False,
        "phone": None,
        "contact_by": "email",
        "language": "cy",
        "format": "standard",
        "tenure": "none",
        "has_children": False,
        "self_employed": False,
        "voluntary_work": False,
        "job_offer": False,
        "has_job": False,
        "gave_away": False,
        "has_savings": False,
        "has_account": "no",
    }
)
ELIGIBLE = ["date-of-birth", "country", "capital-limit", "education", "partner"]
ABOUT = ["name", "has-other-names", "knows-nino", "nino", "phone", "contact-by", "writing"]
RENTED = [
    *["tenure", "address", "moved-in", "landlord", "tenancy-started", "joint-tenancy", "rent", "rent-free-weeks"],
    *["service-charges", "service-charge-amount", "owes-rent", "bedrooms", "extra-bedroom"],
]
CHILD = [
    *["child-name", "child-date-of-birth", "child-sex", "child-relationship", "child-lives-with"],
    *["child-benefit", "child-benefit-number", "child-disability"],
]
JOB = ["employer", "job-started", "job-ending", "job-hours", "pay", "job-pension"]
SAVINGS = ["savings-kind", "savings-with", "savings-amount", "savings-joint", "savings-disregard"]
BANK = ["has-account", "account-owner", "bank-details"]


def test_a_lone_parent_who_rents_and_works_is_asked_these_pages() -> None:
    assert path_of(LONE_PARENT) == [
        *ELIGIBLE,
        *ABOUT,
        *["which-nationality", "lived-here"],
        *RENTED,
        *["has-children", *CHILD, *CHILD],
        "lives-with-adults",
        *["self-employed", "voluntary-work", "job-offer", "has-job", *JOB],
        "has-childcare",
        "has-income",
        *["gave-away", "has-savings", *SAVINGS],
        *["limits-work", "disability-benefits", "hospital", "pregnant", "cares", "part-time-course"],
        *BANK,
    ]
    assert Sitting(CLAIM, responses_of(LONE_PARENT)).is_complete


def test_the_shortest_claim_is_short() -> None:
    sitting = Sitting(CLAIM, responses_of(SHORTEST))
    assert sitting.is_complete
    assert len(list(sitting.path())) <= 30


@pytest.mark.parametrize(
    ("changed", "last"),
    [
        ({"date_of_birth": "2012-01-01"}, "under-18"),
        ({"date_of_birth": "1950-01-01"}, "over-pension-age"),
        ({"country": "northern-ireland"}, "northern-ireland"),
        ({"country": "elsewhere"}, "abroad"),
        ({"over_capital_limit": True}, "over-capital-limit"),
        ({"in_education": True, "education_exceptions": ["none"]}, "student"),
        ({"lives_with_partner": True}, "partner-claims-too"),
    ],
)
def test_who_cannot_claim_here_is_told_why(changed: dict[str, Any], last: str) -> None:
    sitting = Sitting(CLAIM, responses_of(LONE_PARENT.but(**changed)))
    assert sitting.steps(CLAIM.tasks[0])[-1].page.slug == last
    assert not sitting.is_complete


def test_a_student_with_a_child_can_go_on() -> None:
    course = {"course": "Maths", "course_provider": "College", "course_level": "school", "course_funding": ["none"]}
    dates = {"course_starts": "2026-09-01", "course_ends": "2027-06-30"}
    story = LONE_PARENT.but(in_education=True, education_exceptions=["child"], **course, **dates)
    assert Sitting(CLAIM, responses_of(story)).is_complete


def test_rent_by_the_month_has_no_weeks_without_rent() -> None:
    assert "rent-free-weeks" not in path_of(LONE_PARENT.but(rent_frequency="monthly"))


def test_a_home_that_is_not_rented_is_asked_no_rent() -> None:
    assert path_of(LONE_PARENT.but(tenure="own"))[14:18] == ["tenure", "address", "moved-in", "has-children"]


def test_every_answer_has_a_place_among_the_circumstances() -> None:
    asked = {name for _task, page in CLAIM.pages() for name in page.fields}
    kept = [name for table in TABLES for name in table.parts]
    assert sorted(kept) == sorted(asked)


# Properties


def _value(field: Any) -> st.SearchStrategy[Any]:
    """Any answer that the field could keep."""
    kind = type(field).__name__
    if kind == "YesNoField":
        return st.booleans()
    if kind in {"RadiosField", "SelectField"} and field.choices:
        return st.sampled_from([choice[0] for choice in field.choices])
    if kind == "CheckboxesField":
        chosen = st.sampled_from([choice[0] for choice in field.choices])
        none = [[field.none[0]]] if field.none else []
        return st.one_of(st.lists(chosen, min_size=1, unique=True).map(sorted), *map(st.just, none))
    if kind == "DateField":
        return st.dates(min_value=date(1940, 1, 1), max_value=date(2026, 11, 1)).map(str)
    if kind in {"MoneyField", "WholeNumberField"}:
        return st.integers(1, 20)
    return st.text("abcdefgh", min_size=1, max_size=5)


@st.composite
def any_responses(draw: st.DrawFn, *, finished: bool = False) -> Responses:
    """Some pages answered, in any way, and lists of up to two entries; or, finished, a claim that could be sent."""
    pages: dict[tuple[UUID | None, str], dict[str, Any]] = {}
    items: dict[str, list[UUID]] = {}
    for task in CLAIM.tasks:
        sources: list[tuple[UUID | None, Any]] = [(None, task.pages)]
        if isinstance(task, ListTask):
            entries = st.lists(st.uuids(version=4), min_size=finished, max_size=2, unique=True)
            items[task.slug] = draw(entries)
            sources += [(item, task.item_pages) for item in items[task.slug]]
            if finished or draw(st.booleans()):
                pages[None, task.another_slug] = {"another": False}
        for item, among in sources:
            for page in among:
                if isinstance(page, Page) and finished and task.slug in {"eligibility", "nationality"}:
                    pages[item, page.slug] = {name: LONE_PARENT.answers.get(name) for name in page.fields}
                elif isinstance(page, Page) and (finished or draw(st.integers(0, 9))):
                    fields = page.form.govuk_fields()
                    pages[item, page.slug] = {name: draw(_value(field)) for name, field in fields.items()}
                    if finished and page.slug == "childcare-child":
                        pages[item, page.slug] = {"childcare_child": str(draw(st.sampled_from(items["children"])))}
    return Responses(pages=pages, items=items)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(any_responses())
def test_whatever_is_answered_the_walk_holds_together(responses: Responses) -> None:
    """No predicate looks ahead, every path ends, back undoes next, and only the first open page is asked next."""
    sitting = Sitting(CLAIM, responses)
    for task in CLAIM.tasks:
        for item in (None, *sitting.items(task)):
            steps = sitting.steps(task, item)
            pages = task.item_pages if item and isinstance(task, ListTask) else task.pages
            assert len(steps) <= len(pages)
            for before, step in pairwise(steps):
                assert not before.is_exit
                assert sitting.back_from(task, step.page, item) == sitting.page_url(task, before.page.slug, item)
            first_open = sitting.first_unanswered(task, item)
            if first_open:
                assert first_open.slug in sitting.after(task, item)
    assert sitting.is_complete == (sitting.completed_count() == len(CLAIM.tasks))


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(any_responses(finished=True))
def test_circumstances_come_from_the_path_only_and_lead_back_to_the_same_answers(responses: Responses) -> None:
    sitting = Sitting(CLAIM, responses)
    assert sitting.is_complete
    circumstances = circumstances_of(sitting)
    again = Sitting(CLAIM, answers_of(CLAIM, circumstances))
    assert circumstances_of(again) == circumstances
    assert [(s.page.slug, s.answer) for _, _, s in again.path()] == [
        (s.page.slug, s.answer) for _, _, s in sitting.path()
    ]


def test_the_lone_parents_circumstances_lead_back_to_her_answers() -> None:
    sitting = Sitting(CLAIM, responses_of(LONE_PARENT))
    circumstances = circumstances_of(sitting)
    again = Sitting(CLAIM, answers_of(CLAIM, circumstances))
    assert [s.answer for *_, s in again.path()] == [s.answer for *_, s in sitting.path()]
    bank = next(each for each in circumstances if each.kind == "bank")
    assert "account_number" not in bank.value
    assert bank.secret["account_number"] == "55779911"
