"""Next, back, may-visit and status, on a journey small enough to see at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from govuk.fields import RadiosField, TextField, WholeNumberField, YesNoField
from journeys.answers import KnownAnswers, Responses, UndeclaredAnswer
from journeys.definition import Exit, Journey, ListTask, ListWords, Page, Task
from journeys.forms import QuestionForm
from journeys.sitting import CHECK, ITEM_CHECK, TASK_CHECK, Sitting
from journeys.walked import TaskStatus


def a_form(field: Any, name: str) -> type[QuestionForm]:
    return type(f"{name.title()}Form", (QuestionForm,), {name: field})


def yes_no(name: str) -> type[QuestionForm]:
    return a_form(YesNoField(label=name, personal=False, missing="Select one"), name)


def words(name: str) -> type[QuestionForm]:
    return a_form(TextField(label=name, personal=False, missing="Enter it"), name)


def rents(known: KnownAnswers) -> bool:
    """They rent."""
    return known.get("rents") is True


def is_abroad(known: KnownAnswers) -> bool:
    """They are abroad."""
    return known.get("abroad") is True


def has_pets(known: KnownAnswers) -> bool:
    """They have pets."""
    return known.get("pets") is True


def is_a_dog(known: KnownAnswers) -> bool:
    """It is a dog, in a rented home."""
    return known.get("animal") == "dog" and known.get("rents") is True


WORDS = ListWords(*["words"] * 8)
HOME = Task(
    "home",
    "Home",
    pages=(
        Page("abroad", yes_no("abroad")),
        Exit("cannot", "You cannot", ("Because.",), is_abroad),
        Page("rents", yes_no("rents")),
        Page("rent", words("rent"), asked_if=rents),
        Page("town", words("town")),
    ),
)
PETS = ListTask(
    "pets",
    "Pets",
    needs=("home",),
    pages=(Page("has-pets", yes_no("pets")),),
    item_pages=(
        Page("animal", words("animal")),
        Page("lead", a_form(WholeNumberField(label="Lead", personal=False, missing="Enter it"), "lead"), is_a_dog),
    ),
    listed_if=has_pets,
    item_name=lambda answers: str(answers.get("animal", "")),
    words=WORDS,
)
JOURNEY = Journey("test", tasks=(HOME, PETS))


def sit(
    *items: UUID, pages: dict[str, dict[str, Any]] | None = None, about: dict[UUID, dict[str, dict]] | None = None
) -> Sitting:
    """A sitting with these pages answered, and these entries with theirs."""
    answered: dict[tuple[UUID | None, str], dict[str, Any]] = {(None, slug): a for slug, a in (pages or {}).items()}
    for item, given in (about or {}).items():
        answered |= {(item, slug): answer for slug, answer in given.items()}
    return Sitting(JOURNEY, Responses(pages=answered, items={"pets": items}), base_url="/j/")


AT_HOME = {"abroad": {"abroad": False}, "rents": {"rents": True}, "rent": {"rent": "9"}, "town": {"town": "Leeds"}}


def slugs(sitting: Sitting, task: Task, item: UUID | None = None) -> list[str]:
    return [step.page.slug for step in sitting.steps(task, item)]


def test_the_path_holds_the_pages_that_are_asked() -> None:
    assert slugs(sit(), HOME) == ["abroad", "rents", "town"]
    assert slugs(sit(pages=AT_HOME), HOME) == ["abroad", "rents", "rent", "town"]


def test_an_exit_ends_the_path() -> None:
    sitting = sit(pages={**AT_HOME, "abroad": {"abroad": True}})
    assert slugs(sitting, HOME) == ["abroad", "cannot"]
    assert sitting.status(HOME) is TaskStatus.IN_PROGRESS
    assert sitting.after(HOME) == "/j/home/cannot/"


def test_an_answer_off_the_path_is_not_known_and_not_relevant() -> None:
    sitting = sit(pages={**AT_HOME, "rents": {"rents": False}})
    assert "rent" not in sitting.relevant(HOME)
    known = sitting.known_at(HOME, HOME.pages[-1])
    assert known.get("rent") is None


def test_a_page_lies_open_up_to_the_first_without_an_answer() -> None:
    sitting = sit(pages={"abroad": {"abroad": False}})
    assert sitting.may_visit(HOME, "abroad")
    assert sitting.may_visit(HOME, "rents")
    assert sitting.may_visit(HOME, "town") is None
    assert sitting.may_visit(HOME, "rent") is None


def test_after_saving_comes_the_first_page_without_an_answer_and_then_where_one_came_from() -> None:
    assert sit(pages={"abroad": {"abroad": False}}).after(HOME, came_from=CHECK) == "/j/home/rents/?from=check"
    assert sit(pages=AT_HOME).after(HOME, came_from=CHECK) == "/j/check/"
    assert sit(pages=AT_HOME).after(HOME, came_from=TASK_CHECK) == "/j/home/check/"
    assert sit(pages=AT_HOME).after(HOME) == "/j/home/check/"


def test_back_leads_to_the_page_before_or_to_where_one_came_from() -> None:
    sitting = sit(pages=AT_HOME)
    town, abroad = HOME.pages[-1], HOME.pages[0]
    assert sitting.back_from(HOME, town) == "/j/home/rent/"
    assert sitting.back_from(HOME, abroad) == "/j/"
    assert sitting.back_from(HOME, town, came_from=CHECK) == "/j/check/"
    unfinished = sit(pages={**AT_HOME, "town": {}})
    assert unfinished.back_from(HOME, town, came_from=CHECK) == "/j/home/rent/?from=check"


def test_a_page_whose_questions_changed_needs_an_answer_again() -> None:
    sitting = sit(pages={**AT_HOME, "town": {"city": "Leeds"}})
    assert sitting.first_unanswered(HOME) == HOME.pages[-1]


@pytest.mark.parametrize(
    ("kept", "fits"), [({"kind": "cat"}, True), ({"kind": "horse"}, False), ({"kind": None}, True)]
)
def test_a_choice_no_longer_offered_needs_an_answer_again(kept: dict[str, Any], fits: bool) -> None:
    choices = (("cat", "A cat"), ("dog", "A dog"))
    form = a_form(RadiosField(label="Kind", personal=False, missing="Select one", choices=choices), "kind")
    journey = Journey("choices", tasks=(Task("pet", "Pet", pages=(Page("kind", form),)),))
    sitting = Sitting(journey, Responses(pages={(None, "kind"): kept}))
    assert sitting.is_complete is fits


def test_a_task_cannot_start_before_those_it_needs() -> None:
    assert sit().status(PETS) is TaskStatus.CANNOT_START
    assert sit(pages=AT_HOME).status(PETS) is TaskStatus.NOT_STARTED


def test_a_list_is_complete_when_every_entry_is_and_there_is_no_other() -> None:
    pet = uuid4()
    yes = {**AT_HOME, "has-pets": {"pets": True}}
    closed = {**yes, PETS.another_slug: {"another": False}}
    cat = {pet: {"animal": {"animal": "cat"}}}
    assert sit(pages=yes).status(PETS) is TaskStatus.IN_PROGRESS
    assert sit(pages=closed).status(PETS) is TaskStatus.IN_PROGRESS
    assert sit(pet, pages=yes, about=cat).status(PETS) is TaskStatus.IN_PROGRESS
    assert sit(pet, pages=closed, about=cat).status(PETS) is TaskStatus.COMPLETED
    assert sit(pet, pages=closed).status(PETS) is TaskStatus.IN_PROGRESS
    assert sit(pet, pages=closed, about=cat).is_complete


def test_an_entry_knows_its_own_answers_and_those_of_the_tasks_needed() -> None:
    pet = uuid4()
    sitting = sit(pet, pages={**AT_HOME, "has-pets": {"pets": True}}, about={pet: {"animal": {"animal": "dog"}}})
    assert slugs(sitting, PETS, pet) == ["animal", "lead"]
    assert sitting.after(PETS, pet) == f"/j/pets/item/{pet}/lead/"


def test_entries_do_not_count_once_there_are_said_to_be_none() -> None:
    pet = uuid4()
    sitting = sit(pet, pages={**AT_HOME, "has-pets": {"pets": False}}, about={pet: {"animal": {"animal": "cat"}}})
    assert sitting.items(PETS) == []
    assert sitting.status(PETS) is TaskStatus.COMPLETED
    assert pet not in {item for _task, item, _step in sitting.path()}


def test_a_change_to_an_entry_leads_back_to_that_entry() -> None:
    pet = uuid4()
    sitting = sit(pet, pages={**AT_HOME, "has-pets": {"pets": True}}, about={pet: {"animal": {"animal": "cat"}}})
    assert sitting.after(PETS, pet, came_from=ITEM_CHECK) == f"/j/pets/item/{pet}/check/"
    assert sitting.after(PETS, pet) == "/j/pets/list/"


def test_asking_for_an_answer_that_no_earlier_page_gives_raises() -> None:
    def looks_ahead(known: KnownAnswers) -> bool:
        """They live in a town."""
        return bool(known.get("town"))

    journey = Journey(
        "ahead", tasks=(Task("t", "T", pages=(Page("a", words("a"), asked_if=looks_ahead), Page("b", words("town")))),)
    )
    with pytest.raises(UndeclaredAnswer, match="town"):
        Sitting(journey, Responses()).steps(journey.tasks[0])


def test_a_task_that_is_not_needed_is_not_known() -> None:
    alone = Journey("alone", tasks=(HOME, Task("t", "T", pages=(Page("x", words("x"), asked_if=rents),))))
    with pytest.raises(UndeclaredAnswer):
        Sitting(alone, Responses()).steps(alone.tasks[1])


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ((Task("a", "A", pages=(Page("p", words("x")), Page("p", words("y")))),), "slug"),
        ((Task("a", "A", pages=(Page("p", words("x")), Page("q", words("x")))),), "answer"),
        ((Task("a", "A", pages=(), needs=("b",)), Task("b", "B", pages=())), "needs"),
    ],
    ids=["two pages of one name", "two answers of one name", "needs a later task"],
)
def test_a_wrong_definition_is_refused(tasks: tuple[Task, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Journey("wrong", tasks=tasks)
