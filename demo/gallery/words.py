"""Words in both languages, side by side, and whether the Welsh is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise

from govuk.fields import Words

PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in English and Welsh; ``welsh`` is empty while there is none."""

    english: str
    welsh: str


def both(words: Words | Promise | Callable[[], str]) -> Bilingual:
    """These words in each language. What is put into them for each person, such as a child's name, stands in
    square brackets."""
    said = {}
    for language in ("en", "cy"):
        with translation.override(language):
            said[language] = PLACE.sub(r"[\1]", str(words() if callable(words) else words))
    return Bilingual(said["en"], said["cy"] if said["cy"] != said["en"] else "")
