"""Our environment draws every GOV.UK component as GOV.UK Frontend itself does."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from govuk.bound import component
from tests.govuk.conftest import tokens

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"


def fixtures() -> list[Any]:
    found = []
    for path in sorted(COMPONENTS.glob("*/fixtures.json")):
        kind = json.loads(path.read_text())
        found += [pytest.param(kind["component"], f, id=f"{kind['component']}: {f['name']}") for f in kind["fixtures"]]
    return found


@pytest.mark.parametrize(("name", "fixture"), fixtures())
def test_a_component_is_drawn_as_gov_uk_frontend_draws_it(name: str, fixture: dict[str, Any]) -> None:
    macro = "govuk" + "".join(word.capitalize() for word in name.split("-"))

    assert tokens(component(name, macro, fixture["options"])) == tokens(fixture["html"])
