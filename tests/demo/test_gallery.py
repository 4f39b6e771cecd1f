"""The gallery: every page of it can be opened in a demonstration, and none anywhere else."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from demo.gallery.apart import apart
from demo.gallery.fixtures import COMPONENTS, components
from demo.gallery.purposes import PURPOSES, WITHIN_OTHERS, uses_of
from demo.gallery.sections import SECTIONS, Section
from tests.system.markup import faults


def test_the_first_page_leads_to_every_section(demonstration: None):
    browser = Client()
    assert reverse("demo:gallery") in browser.get("/demonstration/").content.decode()
    page = browser.get(reverse("demo:gallery")).content.decode()
    assert [section for section in SECTIONS if f'href="{reverse(section.url_name)}"' not in page] == []
    assert ">Demonstration</a>" in page
    assert ">Gallery</a>" not in page
    assert faults(page) == []


@pytest.mark.parametrize("section", SECTIONS, ids=[section.url_name for section in SECTIONS])
def test_a_section_opens(demonstration: None, section: Section):
    page = Client().get(reverse(section.url_name))
    assert page.status_code == 200
    assert faults(page.content.decode()) == []


def test_each_component_is_shown_in_every_state_that_the_design_system_defines(demonstration: None):
    states = [state for each in components().values() for state in each.states if not state.ours]
    assert len(states) == sum(
        len(json.loads(path.read_text())["fixtures"]) for path in COMPONENTS.glob("*/fixtures.json")
    )
    assert len({(state.component, state.slug) for state in states}) == len(states) > 600


@pytest.mark.parametrize("name", components())
def test_a_component_is_drawn_in_each_state_as_valid_html(demonstration: None, name: str):
    page = Client().get(reverse("demo:gallery_component", args=[name])).content.decode()
    shown = components()[name]
    assert [state.slug for state in shown.shown if f'id="state-{state.slug}"' not in page] == []
    assert [
        state.slug
        for state in shown.to_try
        if f'href="{reverse("demo:gallery_state", args=[name, state.slug])}"' not in page
    ] == []
    assert faults(page) == []


@pytest.mark.parametrize("name", components())
def test_what_is_said_of_a_component_is_so(name: str):
    is_drawn = bool(uses_of(name)) or name in WITHIN_OTHERS
    assert str(PURPOSES[name]).startswith("Not used") is not is_drawn or name == "breadcrumbs"


@pytest.mark.parametrize("name", ["skip-link", "footer", "notification-banner", "button"])
def test_a_state_has_a_page_of_its_own_that_only_we_can_frame(demonstration: None, name: str):
    address = reverse("demo:gallery_state", args=[name, components()[name].states[0].slug])
    for page in (Client().get(address), Client().get(f"{address}?framed")):
        assert faults(page.content.decode()) == []
        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", ["components/nothing/", "components/button/nothing/"])
def test_there_is_no_other_component(demonstration: None, address: str):
    assert Client().get(f"/demonstration/gallery/{address}").status_code == 404


@pytest.mark.parametrize(
    ("html", "parted"),
    [
        ('<label for="a">A</label><input id="a" name="n">', '<label for="x_a">A</label><input id="x_a" name="x_n">'),
        ('<label for="a">A</label>', "<label>A</label>"),
        ('<a href="/home/">Home</a>', '<a href="#here">Home</a>'),
        ('<a href="#a">A</a><p id="a">', '<a href="#x_a">A</a><p id="x_a">'),
        ('<p title="1 > 0" id="a" aria-describedby="a b">', '<p title="1 > 0" id="x_a" aria-describedby="x_a here">'),
        ("<p>id=&quot;a&quot;</p>", "<p>id=&quot;a&quot;</p>"),
    ],
)
def test_pieces_on_one_page_are_kept_apart(html: str, parted: str):
    assert apart(html, prefix="x_", anchor="here") == parted
