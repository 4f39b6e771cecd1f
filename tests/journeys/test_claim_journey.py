"""The claim's own pages: who is asked what."""

from __future__ import annotations

from typing import Any

import pytest

from claims.journey import CLAIM
from demo.filling import Story, responses_of
from demo.stories import LONE_PARENT
from journeys.sitting import Sitting
from tests.journeys.answering import shortest


def path_of(story: Story) -> list[str]:
    return [step.page.slug for _task, _item, step in Sitting(CLAIM, responses_of(story)).path()]


ELIGIBLE = ["date-of-birth", "country", "capital-limit", "education", "partner"]
ABOUT = ["name", "has-other-names", "knows-nino", "nino", "phone", "contact-by", "writing"]
RENTED = [
    *["tenure", "address", "moved-in", "landlord", "tenancy-started", "joint-tenancy", "rent", "rent-free-weeks"],
    *["service-charges", "service-charge-amount", "owes-rent", "bedrooms", "extra-bedroom", "spare-room-exceptions"],
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
    sitting = Sitting(CLAIM, shortest(CLAIM))
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
    own = LONE_PARENT.but(tenure="own", has_service_charges=False)
    asked = ["tenure", "address", "moved-in", "service-charges", "has-children"]
    assert path_of(own)[14:19] == asked
