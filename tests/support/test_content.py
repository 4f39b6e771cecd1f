"""The content files hold together, and whoever breaks them is told where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.journey import CLAIM
from support.checks import check_content, faults, view_names
from support.contents import FOLDER, Unreadable, content, read, words_in
from support.search import find

Edit = Callable[[str, str, str], list[str]]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """What is said of the files once something in one of them is written otherwise."""

    def apply(name: str, before: str, after: str) -> list[str]:
        folder = tmp_path / "content"
        shutil.copytree(FOLDER, folder)
        text = (folder / name).read_text()
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1))
        views, tasks = frozenset(view_names()), frozenset(task.slug for task in CLAIM.tasks)
        return [str(fault.msg) for fault in faults(read(folder), views, tasks)]

    return apply


def test_the_files_hold_together() -> None:
    assert check_content() == []


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("pages.toml", '"home:start"', '"home:strat"', "[kind.start] in pages.toml: there is no page 'home:strat'"),
        ("pages.toml", '["bank"]', '["bnak"]', "[kind.task-bank] in pages.toml: there is no task 'bnak'"),
        ("pages.toml", '["bank"]', '["bnak"]', "pages.toml: the pages of the task 'bank' have no kind"),
        ("pages.toml", '"can-i-claim", ', '"can-we", ', "[kind.start] in pages.toml: there is no question 'can-we'"),
        ("pages.toml", '"no-code", ', "", "[kind.codes] in pages.toml: give 2 to 4 different questions"),
        ("pages.toml", 'channel = "phone"', 'channel = "fax"', "[kind.start] in pages.toml: there is no channel 'fax'"),
        ("pages.toml", '["journal:todos"]', '["home:home"]', "pages.toml: 'home:home' is of two kinds"),
        ("pages.toml", '["journal:todos"]', '["home:home"]', "pages.toml: the page 'journal:todos' has no kind"),
        ("questions.toml", 'group = "money"', 'group = "cash"', "in questions.toml: there is no group 'cash'"),
        ("questions.toml", 'page = "help:contact"', 'page = "claims:sent"', "there is no page 'claims:sent'"),
        ("questions.toml", 'page = "help:contact"\n', "", "give both `page` and `page_words`, or neither"),
        ("questions.toml", 'answer = "Yes. ', f'answer = "{"Yes. " * 70}', "the answer has more than 300 letters"),
        ("questions.toml", 'ask = "What is the journal?"', 'ask = " "', "There is an entry without words"),
        ("questions.toml", "Contact us today.", "Please contact us today.", "We never say 'Please'"),
        ("questions.toml", "Contact us today.", "<b>Contact</b> us today.", "holds HTML"),
        ("contact.toml", '"08:00 to 18:00"', '"8am to 6pm"', "[hours.lines] in contact.toml: monday is '8am to 6pm'"),
        ("contact.toml", 'hours = "lines"', 'hours = "never"', "[channel.phone] in contact.toml: there are no hours"),
        ("contact.toml", '"CONTACT_PHONE"', '"CONTACT_FAX"', "there is no setting 'CONTACT_FAX'"),
        ("contact.toml", "on %(address)s.", "on 01234.", "`how` says %(address)s where, and only where"),
    ],
)
def test_a_mistake_is_told_with_its_place(edit: Edit, name: str, before: str, after: str, told: str) -> None:
    assert any(told in fault for fault in edit(name, before, after))


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("questions.toml", "[group.help]", "[group.help", "questions.toml: "),
        ("questions.toml", 'group = "money"', 'grup = "money"', "unexpected keyword argument 'grup'"),
        ("pages.toml", '["journal:todos"]', '"journal:todos"', r"\[kind.todos\]: views is not a list"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(edit: Edit, name: str, before: str, after: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        edit(name, before, after)


def test_a_page_without_a_kind_is_told() -> None:
    views, tasks = frozenset(view_names()), frozenset(task.slug for task in CLAIM.tasks)
    (fault,) = faults(content(), views | {"claims:new_page"}, tasks)
    assert (fault.id, fault.msg) == ("support.W001", "pages.toml: the page 'claims:new_page' has no kind")


def test_every_word_of_the_files_is_found_for_translation() -> None:
    written = {"kind": {"x": {"title": "One", "views": ["home:home"]}}, "q": {"more": ["Two", "Three"], "group": "x"}}
    assert list(words_in(written)) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("first payment", "first-payment"),
        ("When do I get my FIRST payments?", "first-payment"),
        ("carer's allowance", "carer-amount"),
        ("homeless", "address-none"),
        ("forgotten password", "forgot-password"),
        ("account hacked", "someone-else-in"),
        ("Redundancy", "stopped-why"),
    ],
)
def test_a_question_is_found_by_peoples_own_words(wanted: str, first: str) -> None:
    assert first in [question.slug for question in find(wanted)][:3]


@pytest.mark.parametrize("wanted", ["", "   ", "zzzz", "the of and", "'; DROP TABLE", "?" * 5000, "ŵŷ\u202e"])
def test_nothing_is_found_by_nothing(wanted: str) -> None:
    assert find(wanted) == [] or wanted == "'; DROP TABLE"
