"""The forms that journeys make are checked like any other."""

import dataclasses

from claims.journey import CLAIM
from claims.questions import caring
from journeys import checks
from journeys.definition import Journey


def test_the_claim_is_well_worded() -> None:
    assert checks.check_lists(CLAIM) == []


def test_a_list_that_ends_with_words_we_never_use_is_found() -> None:
    words = dataclasses.replace(caring.TASK.words, another="Please say if there are more")
    journey = Journey("rude", tasks=(dataclasses.replace(caring.TASK, words=words, needs=()),))

    assert [problem.id for problem in checks.check_lists(journey)] == ["govuk.E005"]
