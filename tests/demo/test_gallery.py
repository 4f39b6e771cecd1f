"""The gallery: every page of it can be opened in a demonstration, and none anywhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

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
