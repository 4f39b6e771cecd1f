"""What the documentation names is there."""

from __future__ import annotations

import re

import pytest

from tests.structure import repository

# A file or a folder of this repository, perhaps with a name in it: `claims/facts.py::circumstances_of`.
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:\.(?:py|md|html|txt|json|toml)|/))(?:::(\w+))?`")
LINKED = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
PAGES = [path for path in repository.files() if path.suffix == ".md"]


def test_every_link_between_pages_leads_to_a_file():
    missing = [
        f"{repository.name(page)}: {target}"
        for page in PAGES
        for target in LINKED.findall(repository.text(page))
        if not (page.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/rules.md", "docs/security.md"])
def test_every_file_and_name_is_in_the_code(name: str):
    text = repository.text(repository.CHECKOUT / name)
    named = set(NAMED.findall(text))
    assert len(named) > 40
    missing = []
    for path, symbol in sorted(named):
        places = [repository.CHECKOUT / path] if "/" in path else []
        if any(not place.exists() for place in places):
            missing.append(path)
        elif symbol and not re.search(rf"^ *(?:class|def) {symbol}\b|^{symbol}\b", places[0].read_text(), re.MULTILINE):
            missing.append(f"{path}::{symbol}")
    assert missing == []
