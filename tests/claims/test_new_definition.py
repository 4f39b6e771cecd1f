"""A release that changes the questions while claims are being made: whoever is in the middle is led to what is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from claims.journey import CLAIM
from claims.models import Declaration
from claims.questions.home import TenureForm
from claims.questions.tenancy import RentForm
from claims.questions.work import JobPensionForm
from demo.stories import LONE_PARENT
from govuk.fields import CheckboxesField, RadiosField, YesNoField
from journeys.definition import Exit, Journey, ListTask, Page, Task
from journeys.forms import QuestionForm
from journeys.models import PageAnswer
from tests.claims.claimants import Claimant
from tests.claims.walking import Window

pytestmark = pytest.mark.django_db

Pages = tuple[Page | Exit, ...]


class NewForm(QuestionForm):
    """Something that was never asked before."""

    a_new_question = YesNoField(label="Is this new?", personal=True, missing="Select yes if this is new")


class RentWithHeatingForm(RentForm):
    """The rent, and what is in it."""

    heating = YesNoField(label="Is heating part of it?", personal=True, missing="Select yes if heating is part of it")


class NoSocialTenureForm(TenureForm):
    """The same question without the answer she gave."""

    tenure = RadiosField(
        label="Which of these describes where you live now?",
        personal=True,
        missing="Select what describes where you live",
        choices=(("council", "I rent from a council"), ("private", "I rent from a private landlord")),
    )


class SeveralPensionsForm(JobPensionForm):
    """The same answer's name for another kind of answer."""

    job_pension = CheckboxesField(
        label="Which pensions do you pay into?",
        personal=True,
        missing="Select which pensions you pay into",
        choices=(("nest", "NEST"), ("other", "Another")),
        none=("none", "None"),
    )


def with_page(slug: str, form: type[QuestionForm], after: str) -> Callable[[Pages], Pages]:
    """Another page after one there is."""
    new = Page(slug, form)
    return lambda pages: tuple(each for page in pages for each in ((page, new) if page.slug == after else (page,)))


def with_form(slug: str, form: type[QuestionForm]) -> Callable[[Pages], Pages]:
    """The same page with other questions."""
    return lambda pages: tuple(
        replace(page, form=form) if page.slug == slug and isinstance(page, Page) else page for page in pages
    )


def without(slug: str) -> Callable[[Pages], Pages]:
    """No such page any more."""
    return lambda pages: tuple(page for page in pages if page.slug != slug)


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[Pages], Pages]], None]:
    """Put a changed task in the place of one of the claim's."""

    def released(slug: str, change: Callable[[Pages], Pages]) -> None:
        def changed(task: Task) -> Task:
            if task.slug != slug:
                return task
            if isinstance(task, ListTask):
                task = replace(task, item_pages=change(task.item_pages))
            return replace(task, pages=change(task.pages))

        journey = Journey(CLAIM.slug, tasks=tuple(map(changed, CLAIM.tasks)), gates=CLAIM.gates)
        for module in ("claims.selectors", "claims.submission"):
            monkeypatch.setattr(f"{module}.CLAIM", journey)

    return released


def kept() -> dict[tuple[Any, str], Any]:
    return {(row.item_id, row.page): row.answer for row in PageAnswer.objects.all()}


@pytest.mark.parametrize(
    ("task", "change", "page", "answer"),
    [
        ("home", with_page("a-new-page", NewForm, after="owes-rent"), "a-new-page", {"a_new_question": "no"}),
        ("home", with_form("rent", RentWithHeatingForm), "rent", {"heating": "yes", "rent_frequency": "weekly"}),
        ("home", with_form("tenure", NoSocialTenureForm), "tenure", {"tenure": "private"}),
        ("children", with_page("a-new-page", NewForm, after="child-sex"), "a-new-page", {"a_new_question": "yes"}),
        ("work", with_form("job-pension", SeveralPensionsForm), "job-pension", {"job_pension": ["nest"]}),
    ],
    ids=["a page more", "a question more", "an answer less", "a page more about each entry", "another kind of answer"],
)
def test_what_is_new_is_asked_next_and_nothing_else_is_lost(
    claimant: Claimant, release: Any, task: str, change: Callable[[Pages], Pages], page: str, answer: dict[str, Any]
) -> None:
    claimant.answer(LONE_PARENT.but(has_childcare=False))
    window = Window(claimant.browser).go(claimant.url("check"))
    assert window.path == claimant.url("check")
    before = kept()

    release(task, change)

    # Neither the whole nor the task can be checked or sent, and the task list and the task lead to the page
    for away in (window.go(claimant.url("check")), window.go(claimant.url("declaration"))):
        assert away.path == claimant.url()
    claimant.browser.post(claimant.url("declaration"))
    assert not Declaration.objects.exists()
    title = str(CLAIM.task(task).title)
    assert "In progress" in window.html.partition(title)[2].partition("</li>")[0]
    assert window.go(claimant.url(task, "check")).path.endswith((f"/{page}/", "/list/"))
    entries = 2 if task == "children" else 1
    for _ in range(entries):
        window.go(claimant.url()).follow(title)
        if window.path.endswith("/list/"):
            window.press({"another": "no"})
        assert window.path.endswith(f"/{page}/")
        window.answer(answer)
    assert {key: value for key, value in kept().items() if key[1] != page} == {
        key: value for key, value in before.items() if key[1] != page
    }

    # And then it can be sent
    window.go(claimant.url("declaration"))
    assert window.path == claimant.url("declaration")


def test_a_question_more_keeps_the_answers_to_the_others_on_its_page(claimant: Claimant, release: Any) -> None:
    claimant.answer()
    release("home", with_form("rent", RentWithHeatingForm))
    window = Window(claimant.browser).go(claimant.url("home", "rent"))
    assert 'value="112.50"' in window.html
    window.press({"heating": "no"})
    assert "There is a problem" not in window.html
    assert PageAnswer.objects.get(page="rent").answer == {
        "rent": 11250,
        "rent_frequency": "weekly",
        "heating": False,
    }


def test_a_page_less_asks_nothing_and_its_answer_is_not_sent(claimant: Claimant, release: Any) -> None:
    claimant.answer()
    release("home", without("landlord"))
    window = Window(claimant.browser).go(claimant.url("check"))
    assert window.path == claimant.url("check")
    assert "name of your landlord" not in window.html
    window.go(claimant.url("declaration")).press()
    asked = {row["field"] for group in Declaration.objects.get().questions for row in group["rows"]}
    assert "bedrooms" in asked
    assert "landlord" not in asked


def test_a_page_that_was_open_when_it_went_leads_on(claimant: Claimant, release: Any) -> None:
    claimant.answer()
    window = Window(claimant.browser).go(claimant.url("home", "landlord"))
    release("home", without("landlord"))
    sent = claimant.browser.post(window.path, {"landlord": "Aire Homes"})
    assert sent["Location"] == claimant.url("home", "check")
