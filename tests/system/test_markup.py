"""What is wrong with a page's HTML is noticed."""

from __future__ import annotations

import pytest

from tests.system.looking import Critic, as_of_its_kind
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


def test_html_is_the_same_but_for_what_each_sending_of_it_differs_in() -> None:
    sent = '<input name="csrfmiddlewaretoken" value="{}"><script nonce="{}"></script><p id="{}">{} at {}</p><p id="{}">'
    one, other = "0b7c1f5e-0000-4000-8000-000000000001", "0b7c1f5e-0000-4000-8000-000000000002"
    page = as_of_its_kind(sent.format("token", "nonce", one, "UC-ABCD-1234", "9:15am", other))

    assert page == as_of_its_kind(sent.format("nekot", "ecnon", other, "UC-WXYZ-9876", "10am", one))
    # An id that is given twice is not taken for two, nor a page with other words for one without
    assert page != as_of_its_kind(sent.format("token", "nonce", one, "UC-ABCD-1234", "9:15am", one))
    assert page != as_of_its_kind(sent.format("token", "nonce", one, "A claim", "9:15am", other))
