"""Staff book, move and cancel for somebody, and write down what they say; its owner reads who did so and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import actor_for
from accounts.roles import Role
from appointments.models import AbsenceState, Appointment
from audit.models import AccessReason, Event
from claims.records import open_record
from notifications.models import Message
from tests.appointments.making import MONDAY, make_absence, make_adviser, make_appointment, make_jobcentre
from tests.claims.claimants import make_claimant, make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_early_on_monday")]


def test_staff_book_move_and_cancel_and_their_reason_is_read(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    claimant = make_claimant().answer().send()
    make_adviser("Ben Cole", make_jobcentre())
    amina = make_user(Role.ADVISER, name="Amina Yusuf")
    open_record(claim=claimant.claim, reason=AccessReason.NEW_CLAIM, note="She called", by=actor_for(amina))
    browser = signed_in(amina)

    def page(name: str, *parts: object) -> str:
        return reverse(f"staff:{name}", args=[claimant.claim.reference, claimant.person.pk, *parts])

    # What they need comes first, once, with how they said it.
    book = page("their_book", "commitments")
    assert book in browser.get(page("appointments_of")).content.decode()
    needs = browser.get(book).url
    said = {"language": "Polish", "adjustments": [], "details": ""}
    assert "Select how the claimant told you" in browser.post(needs, said).content.decode()
    assert browser.post(needs, {**said, "asked": "phone"}).url == book
    assert Event.objects.get(kind="needs_said").channel == "phone"

    times = browser.post(book, {"how": "phone"}).url
    chosen = {"time": "2026-06-02T08:00Z"}
    refused = browser.post(times, chosen).content.decode()
    assert "Select who asked for this, and how" in refused
    assert 'value="2026-06-02T08:00Z" checked' in refused  # nothing is chosen twice
    asked = {"asked": "phone", "because": "You told us that mornings are best."}
    shown = browser.post(times, {**chosen, **asked}).url
    assert "calendar" not in browser.get(shown).content.decode()
    first = Appointment.objects.get()
    event = Event.objects.get(kind="appointment_booked")
    assert (event.channel, event.on_behalf_of_id, event.reason) == ("phone", claimant.person.pk, "new_claim")
    assert Message.objects.filter(template="appointment_changed").count() == 1

    change = browser.post(f"{shown}change/", {"how": "phone"}).url
    moved = browser.post(change, {"time": "2026-06-02T09:00Z", "asked": "us", "because": "Ben is ill."}).url
    booked = Appointment.objects.get(moved_from=first)
    own = claimant.browser
    words = own.get(reverse("appointments:show", args=[booked.pk])).content.decode()
    assert "Amina Yusuf moved it to this time. We had to. Ben is ill." in words
    journal = own.get(reverse("journal:journal")).content.decode()
    assert "You asked for it by phone. You told us that mornings are best." in journal
    assert "Ben is ill." in journal

    browser.post(f"{moved}cancel/", {"asked": "online", "because": "Your child is ill."})
    words = own.get(reverse("appointments:show", args=[booked.pk])).content.decode()
    assert "Amina Yusuf cancelled it. You asked for it in a message. Your child is ill." in words
    assert "Your child is ill." in own.get(reverse("journal:journal")).content.decode()

    absence = make_absence(make_appointment(claimant.person, amina, day=MONDAY - timedelta(days=3)))
    why = page("their_why_missed", absence.appointment_id)
    browser.post(why, {"reason": "The bus did not come", "asked": "assisted"})
    absence.refresh_from_db()
    assert (absence.state, absence.reason) == (AbsenceState.ANSWERED, "The bus did not come")
