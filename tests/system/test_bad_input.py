"""What is wrong is said once at the top and once where it is wrong; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from tests.system.visitor import Visitor


@dataclass(frozen=True)
class Mistake:
    """What somebody types on a page of their claim, what they are told, and which input the telling leads to."""

    page: str
    message: str
    leads_to: str
    typed: dict[str, str] = field(default_factory=dict)


MISTAKES = (
    Mistake(
        "eligibility/date-of-birth",
        "Date of birth must include a month",
        "date_of_birth-month",
        {"date_of_birth-day": "30", "date_of_birth-month": "", "date_of_birth-year": "2002"},
    ),
    Mistake(
        "eligibility/date-of-birth",
        "Date of birth must be a real date",
        "date_of_birth-day",
        {"date_of_birth-day": "31", "date_of_birth-month": "February", "date_of_birth-year": "2002"},
    ),
    Mistake("children/has-children", "Select yes if any children live with you", "has_children"),
    Mistake(
        "home/rent",
        "Rent must be an amount of money, like 120.50",
        "rent",
        {"rent": "about <£800>"},
    ),
    Mistake(
        "about-you/nino",
        "Enter a National Insurance number in the correct format",
        "nino",
        {"nino": "QQ12 nonsense"},
    ),
    Mistake(
        "about-you/name",
        "Enter your family name",
        "family_name",
        {"given_names": "Siân-Élise O’Connor", "family_name": "   "},
    ),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.message)
def test_a_mistake_is_explained(visitor: Callable[..., Visitor], mistake: Mistake):
    # Given somebody with a claim half done
    daniel = visitor("daniel.okafor")
    daniel.press("Continue your claim")
    daniel.go(f"{daniel.path}{mistake.page}/")
    page = daniel.page
    assert not page.title().startswith("Error: ")

    # When they answer a question wrongly
    for identifier, words in mistake.typed.items():
        page.locator(f"[id='{identifier}']").fill(words)
    daniel.save()

    # Then the page says so, in its title, at the top and beside the question, in the same words
    assert page.title().startswith("Error: ")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page.locator(".govuk-error-message")).to_contain_text(mistake.message)
    link = summary.get_by_role("link", name=mistake.message, exact=True)

    # And the words at the top lead to where it is wrong
    link.click()
    expect(page.locator(f"[id='{mistake.leads_to}']")).to_be_focused()

    # And what was typed is still there
    for identifier, words in mistake.typed.items():
        assert page.locator(f"[id='{identifier}']").input_value().strip() == words.strip()
    daniel.has_no_complaints()


def test_a_wrong_password_says_nothing_of_whether_the_account_exists(visitor: Callable[..., Visitor]):
    somebody = visitor()
    said = []
    for email in ("rosa.hughes@example.com", "nobody.at.all@example.com"):
        somebody.go("/sign-in/")
        somebody.fill("Email address", email)
        somebody.fill("Password", "not the password")
        somebody.press("Sign in")
        said.append(somebody.page.get_by_role("alert").inner_text())
        assert somebody.page.get_by_label("Email address").input_value() == email
    assert said[0] == said[1]
    somebody.has_no_complaints()
