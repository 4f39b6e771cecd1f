"""Somebody who goes anywhere in any order and sends anything: nothing breaks, nothing is seen that is not theirs,
and whoever comes after them in the same claim can still finish it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from claims.journey import CLAIM
from claims.models import Declaration
from claims.selectors import sitting_for
from config.requests import METHODS
from demo.stories import LONE_PARENT
from journeys.answers import KnownAnswers
from journeys.definition import Exit, ListTask, Page, Task
from journeys.models import DraftItem, PageAnswer
from journeys.sitting import Sitting
from tests.claims.claimants import Claimant, signed_in
from tests.claims.walking import Reader, finish, leads_out
from tests.journeys.answering import by_chance, options, story_of, told

pytestmark = pytest.mark.django_db

WALKS, STEPS = 4, 80
SOMEBODY_ELSES = "Zebedeia"
JUNK: tuple[Any, ...] = (
    *("", " ", "\x00", "\ud7ff\U0001f642", "x" * 120_000, "-1", "9" * 400, "true", "[]", "Leeds\x00", "yes", "no"),
    *("<script>alert(1)</script>", "%s%(name)s{name}{0}", "' OR 1=1 --", "../../etc/passwd", "2026-02-30", "none"),
)
SLUGS = ("", "no-such-thing", "list", "check", "item", "add", "x" * 3000, "\x00", "é", "%2e%2e", "declaration")
FROMS = ("", "?from=check", "?from=task", "?from=entry", "?from=//evil.example", "?from=%00", "?from=check&from=task")


class Intruder:
    """Takes steps by chance, in two windows that each remember the page they show."""

    def __init__(self, chance: random.Random, me: Claimant, other: Claimant) -> None:
        self.chance, self.me, self.other = chance, me, other
        self.browser = signed_in(me.user)
        self.windows = {"left": ("", ""), "right": ("", "")}
        self.trail: list[Any] = []

    def step(self) -> None:
        """Do one thing, perhaps twice, and look at what came of it."""
        do, what = self.chance.choice([self.look, self.reply, self.press, self.press, self.change, self.change])()
        for _ in range(self.chance.choice([1, 1, 1, 2])):
            self.trail.append(what)
            self.judge(do())

    def look(self) -> tuple[Callable[[], HttpResponse], Any]:
        where = self.address(*self.chance.choice(list(CLAIM.pages())))
        method = self.chance.choice(["get", "get", "get", "get", "head", "put", "delete"])
        return lambda: self.remember(where, getattr(self.browser, method)(where)), (method, where)

    def reply(self) -> tuple[Callable[[], HttpResponse], Any]:
        task, page = self.chance.choice(list(CLAIM.pages()))
        where, data = self.address(task, page), self.data(page if self.chance.random() < 0.7 else None)
        return lambda: self.remember(where, self.browser.post(where, data)), ("post", where, data)

    def press(self) -> tuple[Callable[[], HttpResponse], Any]:
        """Answer the page that a window shows, however long ago it was opened."""
        where, html = self.windows[self.chance.choice(sorted(self.windows))]
        forms = Reader(html).forms
        if not forms:
            return self.look()
        data = {**forms[0].data, **(self.data() if self.chance.random() < 0.3 + 0.4 * ("sure" not in html) else {})}
        target = forms[0].action or where
        return lambda: self.remember(target, self.browser.post(target, data)), ("press", target, data)

    def change(self) -> tuple[Callable[[], HttpResponse], Any]:
        """Answer some page of the path otherwise, or take away an entry."""
        sitting = sitting_for(self.me.claim, self.me.member)
        path = list(sitting.path())
        exits = [place for place, (_task, _item, step) in enumerate(path) if step.is_exit]
        task, item, step = path[exits[0] - 1] if exits and self.chance.random() < 0.5 else self.chance.choice(path)
        if item and self.chance.random() < 0.3:
            where, data = sitting.url(task.slug, "item", str(item), "remove"), {"remove": "yes"}
        else:
            where = sitting.page_url(task, step.page.slug, item, came_from=self.chance.choice(["", "check", "task"]))
            data = self.answer_that_leads_on(sitting, task, item, step.page) if isinstance(step.page, Page) else {}
            if data and self.chance.random() < 0.4:
                data[self.chance.choice(sorted(data))] = self.chance.choice(JUNK)
        return lambda: self.remember(where, self.browser.post(where, data)), ("change", where, data)

    def remember(self, where: str, response: HttpResponse) -> HttpResponse:
        if response.status_code == 302 and self.chance.random() < 0.5:
            where = response["Location"]
            self.judge(response)
            response = self.browser.get(where)
        if response.status_code == 200 and response.content:
            self.windows[self.chance.choice(sorted(self.windows))] = (where, response.content.decode())
        return response

    # What they make up

    def address(self, task: Task, page: Page | Exit) -> str:
        """The page's, or one that is near it."""
        is_of_entry = isinstance(task, ListTask) and page in task.item_pages
        last = self.chance.choice([page.slug] * 6 + ["list", "check", "add", "remove"] + [self.chance.choice(SLUGS)])
        about = ["item", str(self.entry(task))] if is_of_entry or self.chance.random() < 0.1 else []
        parts = [self.chance.choice([task.slug] * 9 + [self.chance.choice(SLUGS[1:])]), *about, last]
        if self.chance.random() < 0.15:
            parts = self.chance.choice([[], ["check"], ["declaration"], [last], ["children", "list"], ["work", "add"]])
        claim = self.chance.choice([self.me] * 9 + [self.other]).claim.reference
        path = "".join(f"{quote(part)}/" for part in parts)
        return f"/claims/{claim}/apply/{path}{self.chance.choice(FROMS)}"

    def entry(self, task: Task) -> UUID:
        mine = DraftItem.objects.filter(draft__in=[self.me.claim.draft_id, self.me.member.draft_id])
        anybodys = [item.pk for item in DraftItem.objects.all()]
        of_task = [item.pk for item in mine if item.task == task.slug]
        return self.chance.choice([*of_task * 8, *anybodys, uuid4() if not anybodys else anybodys[0]])

    def data(self, page: Page | Exit | None = None) -> dict[str, Any]:
        """What a page asks for, or another, or something in its place."""
        if not isinstance(page, Page):
            page = self.chance.choice([page for _task, page in CLAIM.pages() if isinstance(page, Page)])
        kind = self.chance.choice(["good", "good", "junk", "lists", "files", "nothing"])
        names = page.form.as_sent({})
        if kind == "good":
            return {name: value for answer in self.answers_to_shown() for name, value in answer.items()}
        if kind == "junk":
            return {name: self.chance.choice(JUNK) for name in (*names, "another", "remove", "sure")}
        if kind == "lists":
            return {name: [self.chance.choice(JUNK) for _ in range(3)] for name in (*names, "another", "sure")}
        if kind == "files":
            return {name: SimpleUploadedFile("a.txt", b"\x00\xff") for name in names}
        return {"remove": "yes"} if self.chance.random() < 0.3 else {}

    def answers_to_shown(self) -> Iterator[dict[str, Any]]:
        """Good answers to every page that asks for what a window shows, so that a walk gets somewhere."""
        shown = {name for _where, html in self.windows.values() for form in Reader(html).forms for name in form.data}
        sitting = sitting_for(self.me.claim, self.me.member)
        yield {"another": self.chance.choice(["yes", "no"]), "remove": self.chance.choice(["yes", "no"])}
        for task, item, step in sitting.path():
            if isinstance(step.page, Page) and (shown & set(step.page.form.as_sent({})) or self.chance.random() < 0.1):
                yield self.good_answer(step.page, sitting.known_at(task, step.page, item))

    def good_answer(self, page: Page, known: KnownAnswers) -> dict[str, Any]:
        return page.form.as_sent(self.chance.choice(options(page.form(known=known))))

    def answer_that_leads_on(self, sitting: Sitting, task: Task, item: UUID | None, page: Page) -> dict[str, Any]:
        """Or nearly always: an exit stops everything that comes after it."""
        answers = options(page.form(known=sitting.known_at(task, page, item)))
        on = [answer for answer in answers if not leads_out(sitting, task, page, answer, item)]
        return page.form.as_sent(self.chance.choice(answers if self.chance.random() < 0.02 else on))

    # What must hold

    def judge(self, response: HttpResponse) -> None:
        assert response.status_code in {200, 302, 404, 405}, self.trail[-1]
        told = f"{response.headers}{response.content.decode()}"
        assert SOMEBODY_ELSES not in told, self.trail[-1]
        # What no page is asked with is refused before anybody looks whose page it is.
        method, address = self.trail[-1][:2]
        if method.upper() in METHODS:
            assert response.status_code == 404 or self.other.claim.reference not in address, self.trail[-1]
        if response.status_code == 302:
            assert response["Location"].startswith(f"/claims/{self.me.claim.reference}/"), self.trail[-1]

    def judge_state(self) -> None:
        """What is kept can be read, and the pages say of it what is so."""
        self.me.claim.refresh_from_db()
        sitting = sitting_for(self.me.claim, self.me.member)
        check = self.browser.get(self.me.url("check"))
        if self.me.claim.state == "started":
            count = f"You have completed {sitting.completed_count()} of {len(sitting.tasks())} tasks"
            assert count in self.browser.get(self.me.url()).content.decode()
            assert (check.status_code == 200) == sitting.is_complete


def kept(claimant: Claimant) -> list[tuple[Any, ...]]:
    drafts = [claimant.claim.draft_id, claimant.member.draft_id]
    rows = PageAnswer.objects.filter(draft__in=drafts).order_by("pk")
    return [(row.pk, row.item_id, row.page, row.answer, row.saved_at) for row in rows]


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_hostile_walk(claimant: Claimant, stranger: Claimant, seed: int) -> None:
    # Given a claim (new, or answered in some way) and somebody else's
    chance = random.Random(seed)
    if seed:
        claimant.answer(story_of(CLAIM, told(CLAIM, by_chance(chance))))
    stranger.answer(LONE_PARENT.but(given_names=SOMEBODY_ELSES, family_name=SOMEBODY_ELSES, town=SOMEBODY_ELSES))
    theirs = kept(stranger)

    # When they go anywhere in it and send anything
    intruder = Intruder(chance, claimant, stranger)
    for place in range(STEPS):
        intruder.step()
        if place % 15 == 0:
            intruder.judge_state()

    # Then nothing of the other's changed, and the claim can still be finished, once
    intruder.judge_state()
    assert kept(stranger) == theirs
    finish(claimant)
    assert Declaration.objects.filter(claim=claimant.claim).count() == 1
    assert not Declaration.objects.filter(claim=stranger.claim).exists()
