"""Finding questions by words: every word counts, however it is written and whatever it ends in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from support.contents import Question, content

LONGEST = 100
"""Letters of a search that are looked at."""
# Words that every question has.
_COMMON = """
    a an and are as at be by can do does for from get have how i if in is it me my of on or the to up what when where
    which who why will with you your
"""
_ENDINGS = ("ments", "ment", "ings", "ing", "ies", "ied", "es", "ed", "s", "y")


def find(wanted: str) -> list[Question]:
    """The questions that have these words, the best first; those with every word, or else with any of them."""
    words = _stems(wanted[:LONGEST])
    if not words:
        return []
    found = [(question, _scores(question, words)) for question in content().questions.values()]
    complete = [each for each in found if all(each[1])]
    chosen = complete or [each for each in found if any(each[1])]
    return [question for question, scores in sorted(chosen, key=lambda each: -sum(each[1]))]


def _scores(question: Question, words: list[str]) -> list[int]:
    """For each word how well the question fits it: in what is asked, in what people also say, in the answer."""
    places = (
        (3, _stems(_(question.ask))),
        (2, _stems(_(question.search)) if question.search else []),
        (1, _stems(" ".join(_(each) for each in (question.answer, *question.more)))),
    )
    return [max((weight for weight, among in places if _fits(word, among)), default=0) for word in words]


def _fits(word: str, among: Iterable[str]) -> bool:
    return any(each == word or (len(word) > 3 and each.startswith(word)) for each in among)


def _stems(text: str) -> list[str]:
    """Words in small letters without accents, apostrophes, or the endings that make one word of several."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    common = set(_COMMON.split())
    words = dict.fromkeys(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain)))
    return [_stem(word) for word in words if word not in common]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
