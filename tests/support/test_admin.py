"""What admins publish in Django admin, and what is refused there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from support.models import Announcement, BusyTime
from tests.claims.claimants import make_user, signed_in

NEW, NEW_BUSY = reverse("admin:support_announcement_add"), reverse("admin:support_busytime_add")
GIVEN = {
    "kind": "problem",
    "title": "Statements do not open",
    "words": "We are putting it right.",
    "audience": "everyone",
    "starts_at_0": "2026-11-20",
    "starts_at_1": "09:00",
}
BUSY = {"channel": "phone", "level": "busy", "recurrence": "weekday", "weekday": "0", "in_use": "on"}
TIMES = {"from_time": "08:00", "until_time": "11:00"}


@pytest.fixture
def admin(db: None) -> Client:
    return signed_in(make_user(Role.ADMIN, name="Ada"))


def page_of(announcement: Announcement) -> str:
    return reverse("admin:support_announcement_change", args=[announcement.pk])


def news(words: str, **given: Any) -> dict[str, Any]:
    """What the form sends with one more piece of news."""
    counts = {"updates-TOTAL_FORMS": "1", "updates-INITIAL_FORMS": "0"}
    return {**GIVEN, **counts, "updates-0-words": words, **{f"updates-0-{name}": each for name, each in given.items()}}


def test_only_admins_publish(client: Client, admin: Client) -> None:
    assert client.get(NEW).status_code == 302
    for role in (Role.CLAIMANT, Role.ADVISER, Role.TEAM_LEADER):
        assert signed_in(make_user(role, name="X")).get(NEW).status_code == 404
    assert admin.get(NEW).status_code == 200


def test_an_admin_publishes_and_is_told_that_welsh_is_missing(admin: Client, client: Client, settings: Any) -> None:
    settings.NOTICES_KEPT_SECONDS = 0
    page = admin.post(NEW, {**GIVEN, "pages": ["sign-in", "home"]}, follow=True).content.decode()
    assert "It has no Welsh words" in page
    made = Announcement.objects.get()
    assert (made.published_by_name, made.pages) == ("Ada", ["sign-in", "home"])
    assert "Statements do not open" in client.get("/sign-in/").content.decode()
    assert "Statements do not open" not in client.get("/").content.decode()


def test_with_both_languages_nothing_is_missing(admin: Client) -> None:
    welsh = {"title_cy": "Nid yw datganiadau’n agor", "words_cy": "Rydym yn ei gywiro."}
    page = admin.post(NEW, {**GIVEN, **welsh}, follow=True).content.decode()
    assert "It has no Welsh words" not in page
    assert Announcement.objects.get().is_in_welsh


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"title": "<b>Now</b>"}, "Write words only"),
        ({"words": ""}, "This field is required"),
        ({"title_cy": "Nid yw"}, "Write both the title and the words in Welsh, or neither"),
        ({"ends_at_0": "2026-11-19", "ends_at_1": "09:00"}, "must be after"),
        ({"pages": ["no-such-kind"]}, "no-such-kind is not one of the available choices"),
        ({"kind": "resolved"}, "Once it is solved, add news that say so."),
    ],
)
def test_what_cannot_be_published_is_said(admin: Client, given: dict[str, Any], told: str) -> None:
    page = admin.post(NEW, {**GIVEN, **given}).content.decode()
    assert told in page
    assert not Announcement.objects.exists()


def test_news_are_added_and_read_but_never_changed(admin: Client) -> None:
    admin.post(NEW, GIVEN)
    made = Announcement.objects.get()
    assert admin.post(page_of(made), news("We found the cause.")).status_code == 302
    page = admin.get(page_of(made)).content.decode()
    assert "We found the cause." in page
    assert 'name="updates-0-words"' not in page
    update = made.updates.get()
    assert update.by_name == "Ada"
    again = {**news("We never did."), "updates-INITIAL_FORMS": "1", "updates-0-id": str(update.pk)}
    admin.post(page_of(made), again)
    assert made.updates.get().words == "We found the cause."


def test_a_problem_is_solved_by_news(admin: Client) -> None:
    admin.post(NEW, GIVEN)
    made = Announcement.objects.get()
    admin.post(page_of(made), news("It works again.", resolves="on"))
    made.refresh_from_db()
    assert made.kind == "resolved"
    assert made.ends_at
    page = admin.post(page_of(made), {**news("Again.", resolves="on"), "kind": "resolved"}).content.decode()
    assert "Only a problem that people still have can be solved" in page
    assert made.updates.count() == 1


def test_nothing_published_is_deleted(admin: Client) -> None:
    admin.post(NEW, GIVEN)
    delete = reverse("admin:support_announcement_delete", args=[Announcement.objects.get().pk])
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    assert Announcement.objects.exists()


def test_an_admin_keeps_busy_times(admin: Client) -> None:
    assert admin.post(NEW_BUSY, {**BUSY, **TIMES}).status_code == 302
    row = BusyTime.objects.get()
    assert (row.channel, row.weekday) == ("phone", 0)
    page = admin.post(NEW_BUSY, {**BUSY, **TIMES, "recurrence": "dates"}).content.decode()
    assert "Fill this in: it says when the busy time comes" in page
    assert "Leave this empty" in page
    assert "Select a valid choice" in admin.post(NEW_BUSY, {**BUSY, **TIMES, "channel": "pigeon"}).content.decode()
    assert BusyTime.objects.count() == 1
