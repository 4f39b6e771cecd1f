"""The people whose pages are measured can be made, and their pages are there."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from benchmarks.people import PAGES, make_readers


@pytest.mark.django_db
def test_each_page_that_is_measured_answers(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True  # type: ignore[misc]
    applying, paid = make_readers(people=2, browsers=1)
    for page in PAGES:
        for reader in applying if page.applying else paid:
            browser = Client()
            browser.cookies.load(reader.cookie)
            assert browser.get(page.address(reader.reference)).status_code == 200, page.name
