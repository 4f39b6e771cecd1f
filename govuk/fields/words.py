"""Questions answered in words."""

import unicodedata
from typing import Any, ClassVar

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from core.stolen_passwords import STOLEN, is_stolen
from govuk import text
from govuk.bound import GovukBoundField
from govuk.fields.base import GovukField, Words, always
from govuk.passwords import is_easy_to_guess

NAME_PUNCTUATION = frozenset(" -\u2010\u2011'\u2018\u2019\u02bc`.")
"""What a name holds besides letters and their marks."""

WIDTHS = frozenset({2, 3, 4, 5, 10, 20, 30})
"""How wide an input can be, in characters: the sizes the stylesheet has."""


class TextField(GovukField):
    """One line of text.

    `max_length` in characters; `width` of the input in characters, where the length is known;
    `autocomplete` the HTML purpose of the input; `spellcheck` False where checking would only mislead;
    `prefix` and `suffix` shown at the ends of the input ("£", "per week").
    """

    wording: ClassVar[dict[str, Words]] = {
        "too_long": _("%(name)s must be %(max_length)s characters or less"),
        "emoji": _("%(name)s must not include pictures like emoji"),
    }
    input_type: ClassVar[str] = "text"
    letter_spacing: ClassVar[bool] = False
    default_max_length: ClassVar[int] = 200

    def __init__(
        self,
        *,
        max_length: int | None = None,
        width: int | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool | None = None,
        prefix: Words = "",
        suffix: Words = "",
        emoji: bool = False,
        **kwargs: Any,
    ) -> None:
        if width is not None and width not in WIDTHS:
            raise TypeError(f"An input is one of {sorted(WIDTHS)} characters wide, not {width}.")
        super().__init__(**kwargs)
        self.max_length = max_length or self.default_max_length
        self.width = width
        self.autocomplete = autocomplete
        self.inputmode = inputmode
        self.spellcheck = spellcheck
        self.prefix = prefix
        self.suffix = suffix
        self.emoji = emoji

    def words_shown(self) -> list[Words]:
        return [*super().words_shown(), self.prefix, self.suffix]

    def clean(self, value: Any) -> Any:
        # Before tidying, so that nobody can make us tidy a book.
        if isinstance(value, str) and len(value) > 100_000:
            raise self.error("too_long", max_length=f"{self.max_length:,}")
        return super().clean(value)

    def understand(self, typed: str) -> Any:
        if len(typed) > self.max_length:
            raise self.error("too_long", max_length=f"{self.max_length:,}")
        if not self.emoji and text.has_emoji(typed):
            raise self.error("emoji")
        return typed

    @property
    def classes(self) -> str:
        """How the input looks."""
        width = f"govuk-input--width-{self.width}" if self.width else ""
        return f"{width} govuk-input--extra-letter-spacing".strip() if self.letter_spacing else width

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        return {
            "type": self.input_type,
            "value": bound.shown,
            "classes": self.classes,
            "autocomplete": self.autocomplete or None,
            "inputmode": self.inputmode or None,
            "spellcheck": self.spellcheck,
            "prefix": {"text": str(self.prefix)} if self.prefix else None,
            "suffix": {"text": str(self.suffix)} if self.suffix else None,
        }


class NameField(TextField):
    """A name, or part of one: letters of any alphabet, with what names hold between them.

    `autocomplete` is usually "given-name", "family-name" or "name", and "off" for somebody else's.
    """

    wording: ClassVar[dict[str, Words]] = {
        "letters": _("%(name)s must only include letters, spaces, hyphens, apostrophes and full stops"),
    }
    default_max_length = 90  # two of them and a space fit wherever a full name is kept

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, spellcheck=False, **kwargs)

    def understand(self, typed: str) -> str:
        value: str = super().understand(typed)
        letters = [unicodedata.category(c)[0] == "L" for c in value]
        allowed = all(c in NAME_PUNCTUATION or unicodedata.category(c)[0] in "LM" or c in "\u200c\u200d" for c in value)
        if not allowed or not any(letters):
            raise self.error("letters")
        return value


class TextAreaField(TextField):
    """Several lines of text, counted as they are typed. `rows` is its height."""

    component = ("character-count", "govukCharacterCount")
    default_max_length = 2000

    def __init__(self, *, rows: int = 5, emoji: bool = True, **kwargs: Any) -> None:
        super().__init__(emoji=emoji, **kwargs)
        self.rows = rows

    def tidy(self, value: str) -> str:
        return text.many_lines(value)

    def display(self, value: Any) -> str | list[str]:
        return value.split("\n") if value and "\n" in value else value or ""

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        return {
            "value": bound.shown or "",
            "rows": self.rows,
            "maxlength": self.max_length,
            "spellcheck": self.spellcheck,
            "attributes": {"autocomplete": self.autocomplete} if self.autocomplete else {},
            **counting_words(),
        }


def counting_words() -> dict[str, Any]:
    """The character count's messages, translated: the browser's script knows only English."""
    return {
        "textareaDescriptionText": now("You can enter up to %%{count} characters") % (),
        "charactersUnderLimitText": {
            "one": now("You have %%{count} character remaining") % (),
            "other": now("You have %%{count} characters remaining") % (),
        },
        "charactersAtLimitText": now("You have 0 characters remaining"),
        "charactersOverLimitText": {
            "one": now("You have %%{count} character too many") % (),
            "other": now("You have %%{count} characters too many") % (),
        },
    }


class PasswordField(TextField):
    """A password, exactly as typed and never put back on the page.

    `new` when one is being chosen: then it must be 8 characters or more, not one that is guessed first, and none that
    is known to have been stolen elsewhere.
    """

    component = ("password-input", "govukPasswordInput")
    wording: ClassVar[dict[str, Words]] = {
        "too_short": _("%(name)s must be 8 characters or more"),
        "common": _("Choose a password that is harder to guess"),
        "stolen": STOLEN,
    }
    noun = _("Password")
    noun_is_enough = True
    default_max_length = 128

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        super().__init__(
            autocomplete="new-password" if new else "current-password",
            spellcheck=False,
            emoji=True,
            **always(kwargs, personal=True, secret=True),
        )
        self.new = new

    def tidy(self, value: str) -> str:
        return unicodedata.normalize("NFC", value)

    def understand(self, typed: str) -> str:
        value: str = super().understand(typed)
        if self.new:
            if len(value) < 8:
                raise self.error("too_short")
            if is_easy_to_guess(value):
                raise self.error("common")
            if is_stolen(value):
                raise self.error("stolen")
        return value

    def to_answer(self, value: Any) -> Any:
        raise TypeError("A password is never kept as an answer.")

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        return {
            "classes": self.classes,
            "autocomplete": self.autocomplete,
            "showPasswordText": now("Show"),
            "hidePasswordText": now("Hide"),
            "showPasswordAriaLabelText": now("Show password"),
            "hidePasswordAriaLabelText": now("Hide password"),
            "passwordShownAnnouncementText": now("Your password is visible"),
            "passwordHiddenAnnouncementText": now("Your password is hidden"),
        }
