"""The components that we draw ourselves, because most pages have one or many, are what the macros would draw."""

from collections.abc import Callable

import pytest
from markupsafe import Markup

from govuk.bound import component
from govuk.summary import SummaryRow, lines, summary_list
from tests.govuk.conftest import tokens

Page = Callable[..., str]
TRICKY = "<b>Rent & “charges”</b>' \""


@pytest.mark.parametrize("linked", [(), (0,), (0, 1)])
def test_a_summary_list_is_what_the_macro_draws(linked: tuple[int, ...]) -> None:
    rows, wanted = [], []
    for number in range(2):
        row = SummaryRow(f"Rent {TRICKY}", f"£650.00 {TRICKY}", f"/rent?a=1&b={number}" if number in linked else "")
        action = {"href": row.href, "text": "Change", "visuallyHiddenText": row.key}
        rows.append(row)
        wanted.append(
            {
                "key": {"text": row.key},
                "value": {"text": row.value},
                "actions": {"items": [action]} if row.href else {},
            }
        )

    parameters = {"rows": wanted, "classes": "app-wide"}
    assert tokens(summary_list(rows, "app-wide")) == tokens(component("summary-list", "govukSummaryList", parameters))


def test_words_are_escaped_line_by_line_and_markup_is_not() -> None:
    assert lines(["a < b", Markup("<i>c</i>")]) == "a &lt; b<br><i>c</i>"
    assert lines([]) == lines("") == "Not provided"


def test_a_back_link_and_a_link_that_looks_like_a_button_are_what_the_macros_draw(page: Page) -> None:
    import_ = '{% from "govuk/page.html" import back_link, button_link %}'

    back = page(import_ + "{{ back_link(href) }}", href="/a?b=1&c=2")
    button = page(import_ + "{{ button_link(text, href) }}", text=TRICKY, href="/a?b=1&c=2")

    link = tokens(component("back-link", "govukBackLink", {"text": "Back", "href": "/a?b=1&c=2"}))
    assert tokens(back) == [("nav", (("aria-label", "Previous page"),)), *link, "/nav"]
    assert tokens(button) == tokens(component("button", "govukButton", {"text": TRICKY, "href": "/a?b=1&c=2"}))
