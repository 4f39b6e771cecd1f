"""What a demonstration tells of the service itself: planned work, a problem that was solved, and busy times."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone, translation

from core import clock
from core.actor import Actor
from govuk.formatting import day, time_of_day
from support.models import Announcement, Audience, BusyTime, Level, Recurrence
from support.services import add_update, keep_busy_time, publish_announcement

DEMONSTRATION = Actor.system("Demonstration")
_SUNDAY = 6
_PAGES = ["start", "sign-in", "home"]


def load_announcements() -> int:
    """Publish what is not there yet; returns how much that is. Doing it again changes nothing."""
    made = 0
    if not Announcement.objects.exists():
        _solved_problem()
        _planned_work()
        made += 2
    if not BusyTime.objects.exists():
        made += len([keep_busy_time(busy=busy, by=DEMONSTRATION) for busy in _busy_times()])
    return made


def _planned_work() -> None:
    today = clock.today()
    sunday = today + timedelta(days=(_SUNDAY - today.weekday()) % 7 or 7)
    begins, ends = (timezone.make_aware(datetime.combine(sunday, time(hour))) for hour in (2, 5))
    words = {}
    for language in ("en", "cy"):
        with translation.override(language):
            words[language] = {"day": day(sunday), "first": time_of_day(begins), "last": time_of_day(ends)}
    publish_announcement(
        announcement=Announcement(
            kind="planned",
            title="You cannot sign in early on Sunday",
            words=(
                "On {day} from {first} to {last} we work on the service. "
                "Your answers are kept, and payments are made as always."
            ).format(**words["en"]),
            title_cy="Ni allwch fewngofnodi’n gynnar ddydd Sul",
            words_cy=(
                "Ar {day} rhwng {first} a {last} byddwn yn gweithio ar y gwasanaeth. "
                "Cedwir eich atebion, a gwneir taliadau fel arfer."
            ).format(**words["cy"]),
            audience=Audience.EVERYONE,
            pages=_PAGES,
            starts_at=begins,
            shown_from=begins - timedelta(days=14),
            ends_at=ends,
        ),
        by=DEMONSTRATION,
    )


def _solved_problem() -> None:
    with clock.as_if(clock.now() - timedelta(days=3, hours=4)):
        problem = publish_announcement(
            announcement=Announcement(
                kind="problem",
                title="Codes by email were late",
                words="Codes that we sent by email took up to 20 minutes to arrive. You could ask for another.",
                pages=["codes", "sign-up"],
                starts_at=clock.now(),
            ),
            by=DEMONSTRATION,
        )
    with clock.as_if(clock.now() - timedelta(days=3, hours=3)):
        add_update(announcement=problem, words="We found the cause and are putting it right.", by=DEMONSTRATION)
    with clock.as_if(clock.now() - timedelta(days=3, hours=2)):
        add_update(announcement=problem, words="Codes arrive within a minute again.", resolves=True, by=DEMONSTRATION)


def _busy_times() -> list[BusyTime]:
    phone = {"channel": "phone", "until_time": time(11), "from_time": time(8)}
    return [
        BusyTime(**phone, recurrence=Recurrence.WEEKDAY, weekday=0, level=Level.VERY_BUSY),
        BusyTime(**phone, recurrence=Recurrence.MONTH_DAYS, first_day=1, last_day=3),
        BusyTime(**{**phone, "until_time": time(18)}, recurrence=Recurrence.AFTER_HOLIDAY, level=Level.VERY_BUSY),
        BusyTime(
            channel="office",
            recurrence=Recurrence.WEEKDAY,
            weekday=0,
            from_time=time(9),
            until_time=time(12),
        ),
    ]
