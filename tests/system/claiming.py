"""Answering the questions of a claim in a browser: any page of any task, by the form's own definition."""

from __future__ import annotations

from demo.filling import Story
from journeys.definition import Task
from tests.journeys.telling import Telling, words_of
from tests.system.visitor import Visitor

EMAIL = "mari.lloyd@example.com"
PASSWORD = "violet kettle harbour"
MOST_PAGES = 200  # of one task with all its entries: more than anybody is asked


def create_account(me: Visitor, email: str = EMAIL, password: str = PASSWORD) -> None:
    """Sign up; the code is read in the demonstration's outbox."""
    me.go("/")
    me.go("/create-account/")
    me.fill("Email address", email)
    me.press("Continue")
    code = newest_code(me)
    me.fill("6-digit code", code)
    me.press("Continue")
    me.fill("Create a password", password)
    me.press("Create account")
    me.follow("Not now")  # a second step
    assert me.path == "/home/"


def newest_code(me: Visitor) -> str:
    """The code in the newest message of the outbox, looked up in another window."""
    other = me.page.context.new_page()
    other.goto("/demonstration/outbox/")
    words = other.locator(".app-message").first.inner_text()
    other.close()
    return next(word for word in words.replace(".", " ").split() if word.isdigit() and len(word) == 6)


def answer_claim(me: Visitor, tasks: tuple[Task, ...], story: Story) -> None:
    """Answer every task that is listed, in order."""
    for task in tasks:
        if me.page.get_by_role("link", name=str(task.title)).count():
            answer_task(me, task, story)


def answer_task(me: Visitor, task: Task, story: Story) -> None:
    """From the task list through every page of a task, reading each, to its answers and back to the list."""
    where = me.path
    me.follow(str(task.title))
    telling = Telling(task, story)
    for _ in range(MOST_PAGES):
        if telling.is_told(me.path):
            break
        answer_page(me, telling)
    assert me.heading.startswith("Check your answers: ")
    me.press("Continue")
    assert me.path == where


def answer_page(me: Visitor, telling: Telling) -> None:
    """Read the page, answer what it asks, and press its button."""
    page, data = telling.page(me.path), telling.data(me.path)
    if me.enter(data) and page is not None:
        for words in words_of(page.form):
            me.reads(words)
    me.press_the_button()
    problems = me.page.locator(".govuk-error-summary")
    assert not problems.count(), f"{me.path}, answered with {data}: {problems.inner_text()}"


def send(me: Visitor) -> str:
    """Check everything, agree and send; the claim's reference."""
    me.press("Check your answers")
    me.press("Continue")
    me.press("Agree and send claim")
    assert me.heading == "Claim sent"
    return me.page.locator(".govuk-panel__body strong").inner_text()
