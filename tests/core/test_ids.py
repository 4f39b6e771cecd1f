"""Keys sort by when they were made; references can be read aloud and not guessed."""

import re
import threading

import time_machine

from core.ids import new_id, new_reference


def test_keys_made_one_after_another_sort_that_way() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_keys_sort_also_while_the_clock_stands_still() -> None:
    with time_machine.travel("2026-07-01 12:00+00:00", tick=False):
        made = [new_id() for _ in range(50)]
    assert made == sorted(made)


def test_keys_made_at_the_same_time_differ() -> None:
    made: list = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4000


def test_a_key_is_a_version_7_uuid() -> None:
    made = new_id()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_a_reference_has_no_letters_that_are_mistaken() -> None:
    made = {new_reference("UC") for _ in range(2000)}
    assert len(made) == 2000
    assert all(re.fullmatch(r"UC-[0-9A-Z]{4}-[0-9A-Z]{4}", reference) for reference in made)
    assert not set("ILOU") & set("".join(reference[3:] for reference in made))
