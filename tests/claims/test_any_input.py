"""Whatever is typed into any page of a claim: a clear message, what was typed still there, never a failure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from claims.journey import CLAIM
from demo.filling import Story
from demo.stories import LONE_PARENT
from journeys.definition import ListTask, Page, Task
from journeys.models import DraftItem, PageAnswer
from journeys.sitting import Sitting
from tests.claims.claimants import Claimant
from tests.journeys.test_claim_journey import responses_of

pytestmark = pytest.mark.django_db

# Every page is on somebody's path: these answers open the ones that the lone parent is not asked.
EVERY_PAGE = LONE_PARENT.but(
    entries={
        "children": [
            {**LONE_PARENT.entries["children"][0], "child_date_of_birth": "2009-12-01", "child_in_education": True}
        ],
        "living-with": [
            {
                "adult_given_names": "Jo",
                "adult_family_name": "Hughes",
                "adult_date_of_birth": "1990-01-01",
                "adult_relationship": "friend",
                "adult_exemptions": ["none"],
            }
        ],
        "childcare": [
            {
                "childcare_child": None,
                "childcare_provider": "Sunny Days",
                "childcare_registration": None,
                "childcare_cost": 100,
                "childcare_frequency": "weekly",
            }
        ],
        "income": [{"income_kind": "gift", "income_amount": 100, "income_frequency": "weekly"}],
        "caring": [
            {
                "cared_for_given_names": "Ann",
                "cared_for_family_name": "Hughes",
                "care_hours": True,
                "cared_for_benefit": "pip",
                "other_carer": False,
            }
        ],
        "work": [{**LONE_PARENT.entries["work"][0], "job_ending": True, "job_ends": "2026-10-01"}],
    },
    in_education=True,
    education_exceptions=["child"],
    has_other_names=True,
    other_names="Rosa Jones",
    joint_tenancy=True,
    tenants=2,
    self_employed=True,
    business="Cakes",
    business_started="2020-01-01",
    profit=100,
    owes_rent=True,
    rent_owed=100,
    job_offer=True,
    job_offer_starts="2099-01-01",
    gave_away=True,
    gave_away_amount=100,
    gave_away_why="A present",
    lives_with_adults=True,
    has_childcare=True,
    has_income=True,
    limits_work=True,
    end_of_life="no",
    condition=None,
    fit_note=True,
    fit_note_from="2026-10-01",
    fit_note_until="2026-12-01",
    blind=False,
    pregnant="pregnant",
    due_date="2027-03-01",
    cares=True,
    course="Cooking",
    course_provider="College",
    course_level="school",
    course_starts="2026-09-01",
    course_ends="2027-06-01",
    course_funding=["none"],
    nationality="other",
    immigration="refugee",
    arrived="2020-01-01",
    lived_here=False,
    came_because="work",
)
# The pages that those answers close.
OTHER_PAGES = EVERY_PAGE.but(
    entries={
        "living-with": [
            {**EVERY_PAGE.entries["living-with"][0], "adult_relationship": "lodger", "lodger_pays": 100},
        ]
    },
    nationality="eea",
    settled_status="settled",
    in_education=False,
    part_time_course=True,
    tenure="own",
)
TYPED = ["", " ", "\U0001f642", "x" * 10_000, "-1", "99999999999999999999", "31", "\x00", "<script>", "%s{}", "٣١", "½"]


def every_page() -> list[tuple[Task, Page]]:
    return [(task, page) for task, page in CLAIM.pages() if isinstance(page, Page)]


def typed_into(page: Page, typed: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, field in page.form.govuk_fields().items():
        if type(field).__name__ == "DateField":
            data |= {f"{name}-day": typed, f"{name}-month": "2" if typed == "31" else typed, f"{name}-year": "2020"}
        else:
            data[name] = typed
    return data


def address(claimant: Claimant, task: Task, page: Page) -> str:
    if isinstance(task, ListTask) and page in task.item_pages:
        item: UUID = DraftItem.objects.filter(task=task.slug).values_list("pk", flat=True)[0]
        return claimant.url(task.slug, "item", str(item), page.slug)
    return claimant.url(task.slug, page.slug)


def test_the_two_stories_answer_every_page() -> None:
    pages = [page for _task, page in every_page()]
    assert [page.slug for page in pages if not (on_path(EVERY_PAGE, page) or on_path(OTHER_PAGES, page))] == []


def on_path(story: Story, page: Page) -> bool:
    return any(step.page == page for _task, _item, step in Sitting(CLAIM, responses_of(story)).path())


@pytest.mark.parametrize("story", [EVERY_PAGE, OTHER_PAGES], ids=["first", "other"])
def test_any_text_in_any_field_of_any_page(claimant: Claimant, story: Story) -> None:
    claimant.answer(story)
    pages = [(task, page) for task, page in every_page() if on_path(story, page)]
    for task, page in pages if story is EVERY_PAGE else [each for each in pages if not on_path(EVERY_PAGE, each[1])]:
        where = address(claimant, task, page)
        before = PageAnswer.objects.filter(page=page.slug).get().answer
        for typed in TYPED:
            answer = claimant.browser.post(where, typed_into(page, typed))
            assert answer.status_code in {200, 302}, (page.slug, typed)
            if answer.status_code == 302:
                claimant.browser.post(where, {})
                row = PageAnswer.objects.get(page=page.slug)
                secret = page.form.secret_fields()
                row.data = {name: value for name, value in before.items() if name not in secret}
                row.secret = {name: value for name, value in before.items() if name in secret} or None
                row.save()
                continue
            html = answer.content.decode()
            assert "There is a problem" in html, (page.slug, typed)
            assert "<title>Error: " in html
            assert "<script>" not in html.split("</header>")[1].split("<footer")[0]


@pytest.mark.parametrize("data", [{}, {"tenure": ["social", "own"]}, {"nonsense": "1"}])
def test_a_form_sent_without_its_fields(claimant: Claimant, data: dict[str, Any]) -> None:
    claimant.answer()
    assert claimant.browser.post(claimant.url("home", "tenure"), data).status_code in {200, 302}


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_other_ways_of_asking(claimant: Claimant, method: str) -> None:
    claimant.answer()
    answer = getattr(claimant.browser, method)(claimant.url("home", "tenure"))
    assert answer.status_code in {200, 405}
