"""Announcements: who is told, on which pages, when, in which language, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client

from accounts.roles import Role
from audit.models import Event
from core import clock
from govuk.formatting import day_and_time
from support import notices
from support.models import Announcement, Update
from support.services import NothingToResolve, add_update, change_announcement
from tests.claims.claimants import make_claimant, make_user, signed_in
from tests.support.conftest import ADA

TITLE = "Statements do not open"
Publish = Callable[..., Announcement]


def says(browser: Client, page: str, words: str = TITLE, language: str = "") -> bool:
    """Whether a page says it."""
    headers = {"accept-language": language} if language else {}
    return words in browser.get(page, headers=headers).content.decode()


@pytest.mark.parametrize(
    ("audience", "visitor", "claimant", "staff"),
    [("everyone", True, True, True), ("claimants", False, True, False), ("staff", False, False, True)],
)
def test_those_are_told_who_are_meant(
    client: Client, publish: Publish, audience: str, visitor: bool, claimant: bool, staff: bool
) -> None:
    publish(audience=audience)
    claims, works = signed_in(make_user()), signed_in(make_user(Role.ADVISER, name="Amina"))
    assert [says(client, "/sign-in/"), says(claims, "/home/"), says(works, "/staff/")] == [visitor, claimant, staff]
    assert [says(each, "/service-status/") for each in (client, claims, works)] == [visitor, claimant, staff]


def test_it_is_on_the_pages_meant_and_on_the_status_page(client: Client, publish: Publish) -> None:
    publish(pages=["sign-in", "task-home"])
    claimant = make_claimant()
    assert says(client, "/sign-in/")
    assert not says(client, "/")
    assert not says(client, "/help/")
    assert says(claimant.browser, claimant.url("eligibility", "date-of-birth")) is False
    assert says(client, "/service-status/")


def test_it_is_there_from_its_first_moment_until_before_its_last(client: Client, publish: Publish) -> None:
    start = clock.now().replace(microsecond=0) + timedelta(days=1)
    publish(kind="planned", starts_at=start, ends_at=start + timedelta(hours=2))
    moments = (start - timedelta(seconds=1), start, start + timedelta(hours=2, seconds=-1), start + timedelta(hours=2))
    seen = []
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            seen.append(says(client, "/sign-in/"))
            html = client.get("/service-status/").content.decode()
            assert TITLE in html
            headings = [words for words in (">Planned<", ">Now<", ">In the last 14 days<") if words in html]
            assert len(headings) == 1
    assert seen == [False, True, True, False]
    with time_machine.travel(start + timedelta(days=15), tick=False):
        assert not says(client, "/service-status/")


def test_the_status_page_says_whether_there_is_a_problem(client: Client, publish: Publish) -> None:
    assert says(client, "/service-status/", "We know of no problem")
    publish(kind="planned")
    assert says(client, "/service-status/", "We know of no problem")
    publish()
    assert says(client, "/service-status/", "There is a problem with the service")


def test_a_page_with_errors_shows_those_first_and_alone(client: Client, publish: Publish) -> None:
    publish()
    assert says(client, "/sign-in/")
    html = client.post("/sign-in/", {"email": "", "password": ""}).content.decode()
    assert "There is a problem" in html
    assert TITLE not in html
    assert not says(client, "/no-such-page/")


def test_nothing_moves_the_focus_to_it(client: Client, publish: Publish) -> None:
    publish()
    html = client.get("/sign-in/").content.decode()
    banner = html[html.index("app-announcements") : html.index("<main")]
    assert 'role="alert"' not in banner
    assert "autofocus" not in banner
    assert "data-module" not in banner


def test_who_reads_welsh_gets_the_welsh_or_english_marked_so(client: Client, publish: Publish) -> None:
    problem = publish(title_cy="Nid yw datganiadau’n agor", words_cy="Rydym yn ei gywiro.")
    assert says(client, "/sign-in/", "Nid yw datganiadau’n agor", "cy")
    assert not says(client, "/sign-in/", TITLE, "cy")
    assert says(client, "/sign-in/", TITLE, "en")
    assert says(client, "/service-status/", '<span lang="cy">Nid yw datganiadau’n agor</span>', "cy")
    problem.title_cy = problem.words_cy = ""
    change_announcement(announcement=problem, changed=["title_cy", "words_cy"], by=ADA)
    assert says(client, "/sign-in/", f'<span lang="en">{TITLE}</span>', "cy")
    assert says(client, "/sign-in/", "nid yw yn Gymraeg eto", "cy")


def test_words_are_shown_as_words(client: Client, publish: Publish) -> None:
    publish(title="Pay & rent < 3 “days” late")
    assert says(client, "/sign-in/", "Pay &amp; rent &lt; 3 “days” late")


def test_what_is_to_come_is_on_pages_beforehand_where_that_is_asked_for(client: Client, publish: Publish) -> None:
    begins = clock.now() + timedelta(days=2)
    publish(kind="planned", starts_at=begins, shown_from=clock.now())
    publish(kind="planned", starts_at=begins, title="No statements on Sunday")
    assert says(client, "/sign-in/")
    assert not says(client, "/sign-in/", "No statements on Sunday")
    html = client.get("/service-status/").content.decode()
    assert html.index(">Planned<") < html.index(TITLE)
    assert ">Now<" not in html


@pytest.mark.parametrize(
    "given",
    [
        {"title": ""},
        {"words": "   "},
        {"title": "<b>Statements</b>"},
        {"words": "See <a href='https://example.com'>this</a>"},
        {"words": "&lt;script&gt;"},
        {"words_cy": "Rydym yn ei gywiro."},
        {"title_cy": "<i>x</i>", "words_cy": "Rydym yn ei gywiro."},
        {"words": "x" * 601},
        {"kind": "gossip"},
        {"audience": "nobody"},
        {"starts_at": clock.now(), "ends_at": clock.now() - timedelta(days=1)},
        {"shown_from": clock.now() + timedelta(days=1)},
    ],
)
def test_what_cannot_be_published_is_refused(publish: Publish, given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        publish(**given)
    assert not Announcement.objects.exists()


def test_news_are_told_in_order_and_the_last_beside_the_problem(client: Client, publish: Publish) -> None:
    problem = publish()
    for words in ("We found the cause.", "Half of it is mended."):
        add_update(announcement=problem, words=words, by=ADA)
    assert says(client, "/sign-in/", "Half of it is mended.")
    assert not says(client, "/sign-in/", "We found the cause.")
    html = client.get("/service-status/").content.decode()
    assert html.index("We are putting it right") < html.index("We found the cause") < html.index("Half of it")


def test_news_are_only_added_to(publish: Publish) -> None:
    news = add_update(announcement=publish(), words="We found the cause.", by=ADA)
    for write in (lambda: Update.objects.update(words="No"), lambda: news.delete()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            write()


def test_a_problem_that_is_solved_is_told_for_four_hours_and_then_as_past(client: Client, publish: Publish) -> None:
    problem = publish()
    update = add_update(announcement=problem, words="Statements open again.", resolves=True, by=ADA)
    assert says(client, "/service-status/", f"until {day_and_time(update.at)}</p>"), "not when pages stop telling of it"
    assert says(client, "/sign-in/", "Problem solved: ")
    assert says(client, "/service-status/", "We know of no problem")
    with time_machine.travel(clock.now() + timedelta(hours=4, seconds=1)):
        assert not says(client, "/sign-in/")
        assert says(client, "/service-status/", "In the last 14 days")


def test_only_a_problem_that_has_begun_can_be_solved(publish: Publish) -> None:
    for given in ({"kind": "information"}, {"starts_at": clock.now() + timedelta(days=1)}):
        with pytest.raises(NothingToResolve):
            add_update(announcement=publish(**given), words="Over.", resolves=True, by=ADA)
    assert not Update.objects.exists()


def test_it_is_recorded_who_published_what_and_every_version_is_kept(publish: Publish) -> None:
    problem = publish()
    assert problem.published_by_name == "Ada"
    problem.title = "Some statements do not open"
    change_announcement(announcement=problem, changed=["title"], by=ADA)
    add_update(announcement=problem, words="Mended.", resolves=True, by=ADA)
    kinds = Event.objects.filter(subject_id=str(problem.pk)).order_by("at").values_list("kind", "user_name")
    assert list(kinds) == [
        ("announcement_published", "Ada"),
        ("announcement_changed", "Ada"),
        ("announcement_updated", "Ada"),
    ]
    versions = apps.get_model("support", "AnnouncementEvent").objects.filter(pgh_obj_id=problem.pk).order_by("pgh_id")
    assert [each.title for each in versions][:2] == [TITLE, "Some statements do not open"]


def test_pages_ask_the_database_once_for_all(
    client: Client, publish: Publish, settings: Any, django_assert_num_queries: Any
) -> None:
    publish()
    settings.NOTICES_KEPT_SECONDS = 60
    notices.expire()
    with django_assert_num_queries(3):
        assert says(client, "/help/cookies/")
    with django_assert_num_queries(0):
        assert says(client, "/help/cookies/")
        assert says(client, "/service-status/")


def test_what_an_admin_publishes_here_is_seen_here_at_once(
    client: Client, settings: Any, publish: Publish, django_capture_on_commit_callbacks: Any
) -> None:
    settings.NOTICES_KEPT_SECONDS = 3600
    assert not says(client, "/sign-in/")
    with django_capture_on_commit_callbacks(execute=True):
        publish()
    assert says(client, "/sign-in/")


def test_without_the_database_pages_show_what_was_read_before(
    client: Client, publish: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    publish()
    assert says(client, "/help/cookies/")

    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        assert says(client, "/help/cookies/")
    assert "Announcements could not be read" in caplog.text
