"""What is wrong with a page's HTML is noticed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.system.looking import MADE_OF, Critic, as_of_its_kind
from tests.system.markup import faults

PAGE = "<!DOCTYPE html><html lang='en'><head><title>A page</title></head><body><main id='main'>{}</main></body></html>"


@pytest.mark.parametrize(
    ("within", "fault"),
    [
        ("<p>One<div>Two</div></p>", "Unexpected end tag (p)"),
        ("<p id='main'></p>", "the id 'main' is given 2 times"),
        ("<label for='rent'>Rent</label>", "<label for> leads to no 'rent'"),
        ("<input aria-describedby='main rent-hint'>", "<input aria-describedby> leads to no 'rent-hint'"),
        ("<a href='#rent'>Rent</a>", "a link leads to no '#rent'"),
        ("<a href='/'><span><button>Go</button></span></a>", "<button> is within <a>"),
    ],
)
def test_a_fault_is_noticed(within: str, fault: str) -> None:
    assert any(fault in found for found in faults(PAGE.format(within)))


def test_a_page_that_is_right_has_none(critic: Critic) -> None:
    page = PAGE.format("<h1>Rent</h1><label for='rent'>Rent</label><input id='rent'><a href='#main'>Back</a>")

    assert faults(page) == []
    assert critic.nu is None or critic.nu.faults(page) == []


def test_the_nu_checker_notices_what_a_parser_does_not(critic: Critic) -> None:
    if critic.nu is None:
        pytest.skip("No Java runtime, or vnu-jar was not installed")

    assert "type" in str(critic.nu.faults(PAGE.format("<input type='rent' aria-label='Rent'>")))
    assert "Element “p” not allowed" in str(critic.nu.faults(PAGE.format("<ul><p>Rent</p></ul>")))


def test_html_of_one_kind_differs_only_in_words_and_names() -> None:
    sent = '<a href="/{0}">{0}</a> <label for="{1}">{0}?</label> <input id="{1}" name="{1}" value="{0}"> <p id="{2}">'
    page = as_of_its_kind(sent.format("Rent", "rent", "amount"))

    assert page == as_of_its_kind(sent.format("Who you live with", "partner", "people"))
    # An id that is given twice is not taken for two, nor an empty name for a name, nor a mark that is wrong for a word
    assert page != as_of_its_kind(sent.format("Rent", "rent", "rent"))
    assert page != as_of_its_kind(sent.format("", "rent", "amount"))
    assert page != as_of_its_kind(sent.format("Rent & &nosuch;", "rent", "amount"))
    assert page != as_of_its_kind(sent.replace("<p ", "<p hidden ").format("Rent", "rent", "amount"))


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("<h1>Rent</h1>", "<h1>Where you live</h1>", True),
        ("<ul><li>Rent</li></ul>", "<ul><li>Rent</li><li>Water</li></ul>", True),
        ("<label for=a>Rent</label><input id=a>", "<label for=b>Water</label><input id=b>", True),
        ("<label for=a>Rent</label><input id=a>", "<label for=b>Rent</label><input id=a>", False),
        ("<p id=a></p><p id=b></p>", "<p id=a></p><p id=a></p>", False),
        (
            "<label for=a>Rent</label><input id=a><label for=b>Water</label><input id=b>",
            "<label for=a>Rent</label><input id=a><label for=a>Water</label><input id=b>",
            False,
        ),
        ("<label for=a>Rent</label><input id=a>", "<label for=a> </label><input id=a>", False),
        ("<button>Go</button>", "<button class=odd>Go</button>", False),
        ("<button>Go</button>", "<button aria-label=' '>Go</button>", False),
        ("<h1>Rent</h1>", "<h2>Rent</h2>", False),
        ("<p>Rent</p>", "<p hidden>Rent</p>", False),
        ("<div><p>Rent</p></div><p>Rent</p>", "<div><p>Rent</p><p>Rent</p></div>", False),
    ],
)
def test_what_a_page_is_made_of(blank: Page, one: str, other: str, alike: bool) -> None:
    page, made = blank, []
    for within in (one, other):
        page.set_content(PAGE.format(within))
        made.append(page.evaluate(MADE_OF))

    assert (made[0] == made[1]) is alike
