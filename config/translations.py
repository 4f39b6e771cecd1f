"""`python -m config.translations messages|check|compile`: keep the Welsh catalogue in step with the words in the code.

`messages` brings locale/cy/LC_MESSAGES/django.po up to date, `check` says what is wrong with it and how much is
still to do, `compile` makes the file that Django reads. Django's own makemessages misses calls in Jinja templates
that span lines, and needs programs that are not Python.
"""

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

from config import languages
from support.contents import words_in

CHECKOUT = Path(__file__).resolve().parent.parent
LOCALE = CHECKOUT / "locale"
LANGUAGE = "cy"
CATALOGUE = LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po"
NOT_SHOWN = {"tests", "benchmarks", "migrations"}
HEADER = """\
# Welsh for every word that people read. Run `make messages` after changing words in the code.
# docs/how-to/translate.md says how to translate.
msgid ""
msgstr ""
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\\n"

"""
"""No dates and no names: the file changes only when words do."""

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
ALIAS = re.compile(r"^\s*from django\.utils\.translation import (\w+) as (\w+)$", re.MULTILINE)
Words = str | Sequence[str] | None
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|(?<!%)%[sd]")


def content_words(source: BinaryIO, *_: Any, **__: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """The words in a content file, as Babel wants what an extractor found."""
    return ((0, None, words, []) for words in words_in(tomllib.load(source)) if words)


def sources(checkout: Path = CHECKOUT) -> Iterator[tuple[Path, str | Callable[..., Any], dict[str, str]]]:
    """Every file with words for people, how to read it, and with which options."""
    for package in sorted(path.parent for path in checkout.glob("*/__init__.py")):
        for path in sorted(package.rglob("*.py")):
            if not NOT_SHOWN & set(path.relative_to(checkout).parts):
                yield path, "python", {}
        for path in sorted((package / "content").glob("*.toml")):
            yield path, content_words, {}
    for path in sorted((checkout / "templates").rglob("*.html")):
        # As config.jinja sets them; a template that cannot be read stops the extraction.
        yield path, "jinja2.ext:babel_extract", {"newstyle_gettext": "true", "silent": "false"}


def words_in_the_code(checkout: Path = CHECKOUT) -> Catalog:
    """Every string marked for translation, with the files that it is in."""
    catalogue = Catalog(charset="utf-8")
    for path, method, options in sources(checkout):
        keywords = dict(KEYWORDS)
        for function, alias in ALIAS.findall(path.read_text("utf-8")):
            keywords[alias] = KEYWORDS[function]
        with path.open("rb") as source:
            for _line, message, _comments, context in extract(method, source, keywords, options=options):
                where = (path.relative_to(checkout).as_posix(), 0)
                catalogue.add(message, locations=[where], context=context)
    return catalogue


def read(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as translated so far; an empty one before there is any."""
    if not path.exists():
        return Catalog(locale=LANGUAGE, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGE, abort_invalid=True)


def write(translated: Catalog, code: Catalog, path: Path = CATALOGUE) -> None:
    """Bring the catalogue in step: new strings wait untranslated, those that went are dropped, nothing is guessed."""
    fresh = Catalog(locale=LANGUAGE, charset="utf-8")
    for message in messages(code):
        known = translated.get(message.id, message.context)
        same_kind = known is not None and isinstance(known.id, tuple) == isinstance(message.id, tuple)
        fresh.add(
            message.id,
            known.string if known is not None and same_kind else None,
            locations=sorted(set(message.locations)),
            flags={"fuzzy"} if known is not None and known.fuzzy else (),
            user_comments=known.user_comments if known is not None else (),
            context=message.context,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        target.write(HEADER.encode())
        write_po(target, fresh, width=0, omit_header=True, sort_output=True, include_lineno=False)


def messages(catalogue: Catalog) -> Iterable[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def _forms(words: Words) -> tuple[str, ...]:
    """The forms of a plural, or the one of anything else."""
    return (words or "",) if isinstance(words, str) or words is None else tuple(words)


def is_translated(message: Message) -> bool:
    """Whether it has words in every form."""
    return all(_forms(message.string))


def problems(translated: Catalog, code: Catalog) -> list[str]:
    """What is wrong with a catalogue, for whoever has to mend it."""
    wanted, kept = ({(m.context, m.id) for m in messages(each)} for each in (code, translated))
    found = [f"missing: {_name(key)}" for key in sorted(wanted - kept, key=str)]
    found += [f"no longer in the code: {_name(key)}" for key in sorted(kept - wanted, key=str)]
    if found:
        found.append("Run: make messages")
    for message in messages(translated):
        if message.fuzzy:
            found.append(f"unsure (fuzzy): {_name((message.context, message.id))}")
        found += _faults(message)
    return found


def _faults(message: Message) -> list[str]:
    """Parameters that would be lost, or would fail when the words are shown; forms that are not there."""
    name, forms = _name((message.context, message.id)), _forms(message.string)
    if not any(forms):
        return []
    known = _parameters(*_forms(message.id))
    if message.pluralizable and (not all(forms) or len(forms) != 6):
        return [f"needs all 6 plural forms: {name}"]
    # A form for one number may leave the number out; nothing else may leave anything out.
    same = all(_parameters(form) <= known if message.pluralizable else _parameters(form) == known for form in forms)
    return [] if same else [f"other parameters than the English: {name}"]


def _parameters(*words: str) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join(words)))


def _name(key: tuple[str | None, Words]) -> str:
    context, words = key
    return f"{_forms(words)[0]!r}" + (f" ({context})" if context else "")


def count(translated: Catalog) -> str:
    """How far the translation has come, in a sentence."""
    every = list(messages(translated))
    done = sum(is_translated(message) for message in every)
    return f"Welsh: {done:,} of {len(every):,} strings translated; {len(every) - done:,} to do."


def main(command: str) -> None:
    """Do what was asked; end with a status when the catalogue is not as it should be."""
    if command == "compile":
        languages.compile_catalogues([LOCALE])
        return
    code, translated = words_in_the_code(), read()
    if command == "messages":
        write(translated, code)
        translated = read()
        languages.compile_catalogues([LOCALE])
    elif command != "check":
        sys.exit(__doc__)
    if found := problems(translated, code):
        print(*found, sep="\n", file=sys.stderr)
        print(count(translated))
        sys.exit(1)
    print(count(translated))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "")
