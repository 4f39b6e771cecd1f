"""Passwords that are guessed first."""

from __future__ import annotations

import unicodedata
from functools import cache

OF_THE_SERVICE = frozenset(
    {
        *("universalcredit", "universal", "credit", "myuniversalcredit", "claim", "myclaim", "claimant", "benefit"),
        *("benefits", "mybenefits", "payment", "payments", "journal", "myjournal", "statement", "account", "myaccount"),
        *("jobcentre", "jobcentreplus", "jobcenter", "workcoach", "dwp", "govuk", "department", "workandpensions"),
        *("adviser", "advisor", "decisionmaker", "paymentofficer", "teamleader", "helper", "employer", "admin"),
        *("administrator", "password", "mypassword", "signin", "login", "letmein", "welcome"),
    }
)
"""What comes to mind on our pages: the names of the service, of who runs it, of its parts and of the roles in it."""
_LOOK_LIKE = str.maketrans("013457@$!", "oieastasi")


def is_easy_to_guess(password: str) -> bool:
    """Whether it is one of those that most people choose, or only words of this service with digits and signs around
    them, written in whatever way."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    if plain in common_passwords():
        return True
    around = plain.strip("0123456789!$@")
    return any(_is_of_the_service(_letters(each)) for each in (plain, around.translate(_LOOK_LIKE)))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def _is_of_the_service(letters: str) -> bool:
    """Whether it is one of the words, or two of them."""
    return letters in OF_THE_SERVICE or any(
        letters[:place] in OF_THE_SERVICE and letters[place:] in OF_THE_SERVICE for place in range(3, len(letters) - 2)
    )


@cache
def common_passwords() -> frozenset[str]:
    """The twenty thousand passwords that were found most often in what was stolen elsewhere, from Django's own list."""
    from django.contrib.auth.password_validation import CommonPasswordValidator

    return frozenset(CommonPasswordValidator().passwords)
