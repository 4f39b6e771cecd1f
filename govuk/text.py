"""Tidying what people type, before anything is judged."""

import re
import unicodedata

UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Soft hyphens, zero-width spaces and direction marks: pasted in by accident, never meant."""

_IGNORED = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Controls, and what Unicode says to draw as nothing (Default_Ignorable_Code_Point), joiners too."""

SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212.()\[\]]+")
"""Spaces, hyphens, dots and brackets: people group numbers as they like."""


def normal(text: str) -> str:
    """The text with one spelling per character and nothing unseen in it."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """The text on one line, single-spaced, with no space at either end."""
    return " ".join(normal(text).split())


def many_lines(text: str) -> str:
    """The text with its line breaks kept and every line's odd spaces tidied."""
    lines = normal(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def ascii_digits(text: str) -> str:
    """The text with every script's decimal digits (full-width, Arabic, Bengali...) written 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def plain_email(text: str) -> str:
    """The one form of an email address in which it is stored, found and counted, however it was typed.

    Case, full-width letters, composed and combined accents, the dots of other scripts, characters nobody sees and the
    two spellings of an international domain (RFC 3490) make no other address. Accents do: they are other mailboxes.
    """
    address = unicodedata.normalize("NFKC", typed_email(text).casefold())
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox}{at}{'.'.join(_label_as_read(label) for label in domain.split('.'))}"


def typed_email(text: str) -> str:
    """An email address as it was meant: full-width letters and dots are letters and dots, without what nobody sees."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).replace("\u3002", ".").strip()


def _label_as_read(label: str) -> str:
    """A part of a domain as people read it: "xn--bcher-kva" is "bücher"."""
    if not label.startswith("xn--"):
        return label
    try:
        return unicodedata.normalize("NFKC", label.encode("ascii").decode("idna").casefold())
    except UnicodeError:
        return label


def compact(text: str) -> str:
    """The text with no separators, its digits written 0 to 9: "12-34 56" is "123456"."""
    return SEPARATORS.sub("", ascii_digits(normal(text)))


def has_control_character(text: str) -> bool:
    """Whether it holds something no keyboard types: NUL, other controls, or half a character."""
    return any(unicodedata.category(c) in {"Cc", "Cs"} for c in text if c not in "\n\r\t\f\v\x1c\x1d\x1e\x1f\x85")


def has_emoji(text: str) -> bool:
    """Whether it holds a pictograph, a private-use character or an unassigned one."""
    return any(
        unicodedata.category(c) in {"Co", "Cn"}
        or (c >= "\u2190" and unicodedata.category(c) == "So")
        or "\U0001f3fb" <= c <= "\U0001f3ff"
        or c == "\ufe0f"
        for c in text
    )


def showable(text: str) -> str:
    """The text as it can be put back on the page: characters that HTML cannot carry are left out."""
    return "".join(c for c in text if c in "\n\r\t" or unicodedata.category(c) not in {"Cc", "Cs"})
