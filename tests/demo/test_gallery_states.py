"""Every state is shown, with the ways in and out of it, and each button leads where it says."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Access
from claims.models import Claim
from core.states import StateTable
from demo.gallery.examples import FINDERS, examples_of
from demo.gallery.machines import labels_of, machines
from demo.loading import load_personas
from demo.personas import STAFF, persona_of
from tests.system.markup import faults

# The states in which nobody of the demonstration is, of what is named here.
NOBODY: dict[str, set[str]] = {
    "claim-state": {"closed"},  # nothing closes a claim yet
    "payment-state": set(),
    "todo-state": set(),
    "employer-state": {"started", "refused", "suspended"},
    "recovery-state": {"begun", "done", "stopped"},  # everybody's phone and email address are still theirs
    "appointment-state": {"moved", "cancelled", "arrived"},
    "absence-state": {"answered", "good", "not_good"},
    "message-state": {"sending", "failed", "unsure"},  # nothing leaves a demonstration, so nothing can fail to
}


def tables() -> dict[type[Model], StateTable]:
    found = {model: getattr(model, "STATES", None) for model in apps.get_models()}
    return {model: table for model, table in found.items() if isinstance(table, StateTable)}


def test_every_state_of_every_table_is_listed_with_every_move() -> None:
    shown = {machine.model: machine for machine in machines() if machine.moves}
    assert set(shown) == set(tables())
    for model, table in tables().items():
        states = shown[model].states
        assert [state.value for state in states] == table.states
        assert {state.value for state in states} == set(labels_of(model, table.field))
        assert sum(len(state.into) for state in states) == sum(len(move.sources) for move in table.moves)
        assert sum(len(state.out) for state in states) == sum(len(move.sources) for move in table.moves)


def test_somebody_is_looked_for_in_every_state() -> None:
    assert set(FINDERS) == {(machine.model, machine.field) for machine in machines()}


def test_the_page_without_anybody_says_so(demonstration: None) -> None:
    page = Client().get(reverse("demo:gallery_states")).content.decode()
    states = [f"{machine.slug}-{state.value}" for machine in machines() for state in machine.states]
    assert [state for state in states if f'id="{state}"' not in page] == []
    assert page.count("Nobody in the demonstration is in this state.") == len(states)


def test_everybody_shows_and_every_button_leads_to_its_page(people: None) -> None:
    page = Client().get(reverse("demo:gallery_states")).content.decode()
    assert faults(page) == []
    for machine in machines():
        found = examples_of(machine)
        empty = {state.value for state in machine.states if not found.get(state.value)}
        assert empty == NOBODY.get(machine.slug, empty)
        for example in (each for some in found.values() for each in some):
            for visit in example.visits:
                check(visit, example, page)


def check(visit, example, page: str) -> None:
    if visit.needs_no_sign_in:
        assert f'href="{visit.address}"' in page
        return
    action = visit.action(example.persona)
    assert f'action="{action}"'.replace("&", "&amp;") in page
    browser = Client()
    answer = browser.post(action, follow=True)
    assert answer.status_code == 200, action
    assert answer.request["PATH_INFO"] == visit.address, action
    user = User.objects.get(pk=browser.session[SESSION_KEY])
    assert user.email == example.persona.email or visit.is_staff


@pytest.fixture
def priyas_claim(demonstration: None) -> Claim:
    load_personas([*STAFF, *(found for slug in ("priya.nair", "daniel.okafor") if (found := persona_of(slug)))])
    return Claim.objects.get(state="submitted")


def test_staff_open_the_record_with_a_reason_that_the_claimant_can_read(priyas_claim: Claim) -> None:
    before = Access.objects.count()
    Client().post(reverse("demo:gallery_record", args=[priyas_claim.reference, "amina.yusuf"]))
    opened = Access.objects.latest("at")
    assert (Access.objects.count() - before, opened.user_name, opened.reason) == (1, "Amina Yusuf", "check")


def test_nobody_else_opens_one(priyas_claim: Claim) -> None:
    def opened(reference: str, persona: str) -> int:
        return Client().post(reverse("demo:gallery_record", args=[reference, persona])).status_code

    assert opened(priyas_claim.reference, "daniel.okafor") == 404
    assert opened(priyas_claim.reference, "nobody") == 404
    assert opened(Claim.objects.get(state="started").reference, "amina.yusuf") == 404
    assert Client().get(reverse("demo:gallery_record", args=[priyas_claim.reference, "amina.yusuf"])).status_code == 405


def test_a_button_leads_nowhere_outside_the_service(priyas_claim: Claim) -> None:
    sign_in = reverse("demo:sign_in", args=["priya.nair"])
    assert Client().post(f"{sign_in}?next=https://example.com/").url == reverse("home:home")
    assert Client().post(f"{sign_in}?next=/to-do/").url == "/to-do/"
