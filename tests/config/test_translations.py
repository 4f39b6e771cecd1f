"""The catalogue is kept in step with the words in the code, and says what is wrong with it."""

from __future__ import annotations

import os
from gettext import GNUTranslations
from pathlib import Path

import pytest

from config import translations
from config.languages import compile_catalogues

PYTHON = """\
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext, pgettext_lazy

HEADING = _later("Your claim")
CLAIM = pgettext_lazy("what somebody asks for", "Claim")


def said(days):
    return _("%(name)s owes %(amount)s") % {}, ngettext("%(days)s day", "%(days)s days", days)
"""
TEMPLATE = """{{ panel(
  _("Claim sent"),
  text=_(
    "Your reference is %(reference)s",
    reference=claim.reference
  )
) }}{% trans name=name %}Dear {{ name }}{% endtrans %}"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "__init__.py").touch()
    (tmp_path / "claims" / "words.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "sent.html").write_text(TEMPLATE)
    return tmp_path


@pytest.fixture
def catalogue(checkout: Path) -> Path:
    path = checkout / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    translations.write(translations.read(path), translations.words_in_the_code(checkout), path)
    return path


def test_every_way_of_marking_words_is_found(checkout: Path) -> None:
    found = {(m.context, m.id) for m in translations.messages(translations.words_in_the_code(checkout))}
    assert found == {
        (None, "Your claim"),
        ("what somebody asks for", "Claim"),
        (None, "%(name)s owes %(amount)s"),
        (None, ("%(days)s day", "%(days)s days")),
        (None, "Claim sent"),
        (None, "Your reference is %(reference)s"),
        (None, "Dear %(name)s"),
    }


def test_the_words_of_this_service_are_found() -> None:
    found = {m.id for m in translations.messages(translations.words_in_the_code())}
    # From a form, a template, and a module with a name of its own for gettext.
    assert {"What is your phone number?", "Skip to main content", "Day"} <= found


def test_updating_twice_is_updating_once_and_keeps_what_was_translated(checkout: Path, catalogue: Path) -> None:
    catalogue.write_text(
        catalogue.read_text().replace('msgid "Claim sent"\nmsgstr ""', 'msgid "Claim sent"\nmsgstr "Anfonwyd"')
    )
    before = catalogue.read_text()
    code = translations.words_in_the_code(checkout)
    translations.write(translations.read(catalogue), code, catalogue)
    assert catalogue.read_text() == before
    assert before.count("Anfonwyd") == 1
    assert translations.problems(translations.read(catalogue), code) == []
    assert translations.count(translations.read(catalogue)) == "Welsh: 1 of 7 strings translated; 6 to do."


def test_new_and_old_words_are_told_and_mended(checkout: Path, catalogue: Path) -> None:
    (checkout / "templates" / "sent.html").write_text('{{ _("Claim received") }}')
    code = translations.words_in_the_code(checkout)
    assert translations.problems(translations.read(catalogue), code) == [
        "missing: 'Claim received'",
        "no longer in the code: 'Claim sent'",
        "no longer in the code: 'Dear %(name)s'",
        "no longer in the code: 'Your reference is %(reference)s'",
        "Run: make messages",
    ]
    translations.write(translations.read(catalogue), code, catalogue)
    assert translations.problems(translations.read(catalogue), code) == []


@pytest.mark.parametrize(
    ("words", "translated", "problem"),
    [
        ("%(name)s owes %(amount)s", 'msgstr "Mae %(enw)s yn ddyledus o %(amount)s"', "other parameters"),
        ("%(name)s owes %(amount)s", 'msgstr "Mae arnoch %(amount)s"', "other parameters"),
        ("Claim sent", 'msgstr "Anfonwyd %(day)s"', "other parameters"),
        ("Claim sent", '#, fuzzy\nmsgstr "Anfonwyd"', "unsure"),
    ],
)
def test_words_that_would_mislead_or_fail_are_told(
    checkout: Path, catalogue: Path, words: str, translated: str, problem: str
) -> None:
    flag, _, line = translated.rpartition("\n")
    entry = f'msgid "{words}"\n'
    catalogue.write_text(catalogue.read_text().replace(f'{entry}msgstr ""', f"{flag}\n{entry}{line}"))
    (found,) = translations.problems(translations.read(catalogue), translations.words_in_the_code(checkout))
    assert found.startswith(problem)
    assert words in found


def test_a_number_has_all_six_forms_or_none(checkout: Path, catalogue: Path) -> None:
    code = translations.words_in_the_code(checkout)
    kept = translations.read(catalogue)
    days = kept.get(("%(days)s day", "%(days)s days"))
    assert days is not None
    days.string = ("%(days)s diwrnod", "", "", "", "", "")
    assert "6 plural forms" in translations.problems(kept, code)[0]
    days.string = ("%(dyddiau)s diwrnod", *["%(days)s diwrnod"] * 5)
    assert "other parameters" in translations.problems(kept, code)[0]
    days.string = ("dim diwrnod", "un diwrnod", *["%(days)s diwrnod"] * 4)
    assert translations.problems(kept, code) == []


def test_the_command_fails_when_the_catalogue_is_out_of_step(
    checkout: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = translations.words_in_the_code(checkout)
    monkeypatch.setattr(translations, "words_in_the_code", lambda: code)
    kept = translations.read(catalogue)
    monkeypatch.setattr(translations, "read", lambda: kept)
    translations.main("check")
    assert capsys.readouterr().out == "Welsh: 0 of 7 strings translated; 7 to do.\n"
    kept.delete("Claim sent")
    with pytest.raises(SystemExit) as stopped:
        translations.main("check")
    assert stopped.value.code == 1
    assert "missing: 'Claim sent'" in capsys.readouterr().err


def test_what_django_reads_is_made_anew_when_its_source_changed(catalogue: Path) -> None:
    place, compiled = catalogue.parents[2], catalogue.with_suffix(".mo")
    compile_catalogues([place])
    first = compiled.stat().st_ino
    compile_catalogues([place])
    assert compiled.stat().st_ino == first, "nothing had changed"

    catalogue.write_text(
        catalogue.read_text().replace('msgid "Claim sent"\nmsgstr ""', 'msgid "Claim sent"\nmsgstr "Anfonwyd"')
    )
    os.utime(catalogue, (1, 1))  # an earlier version is a change too
    compile_catalogues([place])
    with compiled.open("rb") as file:
        assert GNUTranslations(file).gettext("Claim sent") == "Anfonwyd"
    assert {path.name for path in catalogue.parent.iterdir()} == {"django.po", "django.mo"}
