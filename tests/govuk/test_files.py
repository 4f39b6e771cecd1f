"""A file that somebody sends: what it is, its beginning says."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from govuk import fields
from govuk.checks import check_form
from govuk.fields.files import JPG, PDF, PNG
from govuk.forms import GovukForm
from tests.govuk.conftest import elements


class LetterForm(GovukForm):
    letter = fields.FileField(
        label="Upload the letter", missing="Select the letter", personal=True, kinds=(JPG, PNG, PDF), megabytes=1
    )


Sent = Callable[[str, bytes], LetterForm]


@pytest.fixture
def sent() -> Iterator[Sent]:
    """Makes the form as a browser sends it. Its request ends with the test, and with it the file."""
    with ExitStack() as ends:

        def make(name: str, content: bytes) -> LetterForm:
            request = RequestFactory().post("/", {"letter": SimpleUploadedFile(name, content)})
            ends.callback(request.close)
            return LetterForm(request.POST, request.FILES)

        yield make


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("letter.pdf", b"", "The selected file is empty"),
        ("letter.pdf", b"%PDF-" + bytes(1_000_000), "The selected file must be smaller than 1MB"),
        ("letter.pdf", b"MZ: a program", "The selected file must be a JPG, PNG or PDF"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(sent: Sent, name: str, content: bytes, said: str) -> None:
    form = sent(name, content)

    assert form["letter"].errors == [said]
    assert 'href="#letter"' in form.error_summary()


def test_a_file_is_known_by_how_it_begins_and_is_given_whole(sent: Sent) -> None:
    form = sent("photo.of.letter", b"\xff\xd8\xff and the rest")

    assert form.is_valid()
    assert form.cleaned_data["letter"].read() == b"\xff\xd8\xff and the rest"


def test_a_file_is_never_an_answer(sent: Sent) -> None:
    form = sent("letter.pdf", b"%PDF-1.7")

    assert form.is_valid()
    with pytest.raises(TypeError, match="never kept"):
        form.answers()


def test_no_file_is_said_in_the_questions_words() -> None:
    assert LetterForm({})["letter"].errors == ["Select the letter"]
    assert LetterForm({"letter": "only its name"})["letter"].errors == ["Select the letter"]


def test_a_form_with_a_file_is_sent_whole(page: Callable[..., str]) -> None:
    form = page('{% from "govuk/form.html" import form_page %}{{ form_page(form, "") }}', form=LetterForm())

    assert elements(form, "form")[0]["enctype"] == "multipart/form-data"
    assert elements(form, "input")[0]["accept"] == ".jpg, .jpeg, .png, .pdf"


def test_its_words_are_checked_like_any_others() -> None:
    assert check_form(LetterForm) == []
