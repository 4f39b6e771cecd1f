"""What is said when an answer cannot be used."""

from typing import Any

from django.core.exceptions import ValidationError


class AnswerError(ValidationError):
    """Something is wrong with an answer; `parts` names the inputs at fault when a question has several."""

    def __init__(self, message: Any, code: str, parts: tuple[str, ...] = ()) -> None:
        super().__init__(message, code=code)
        self.parts = parts
