"""Somebody is asked to show something, adds photos and files in one sitting or in several, and sends them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import actor_for
from accounts.roles import Role
from audit.models import AccessReason, Event
from claims.evidence import EvidenceKind, EvidenceState
from claims.models import Proof
from claims.records import open_record
from claims.showing import ask_for_evidence, send_evidence
from core import clock
from core.states import MoveRefused
from documents.models import Document
from documents.scanning import EICAR
from documents.waiting import check_waiting
from journal.models import Entry, Todo
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.documents.files import pdf
from tests.documents.shown import evidence_of, file_of
from tests.doing import doing

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser() -> Any:
    return make_user(Role.ADVISER, name="Amina Yusuf")


@pytest.fixture
def claimant() -> Claimant:
    return make_claimant().answer().send()


def address(claimant: Claimant) -> str:
    return reverse("claims:evidence", args=[claimant.claim.reference])


def test_staff_ask_and_the_claimant_adds_removes_and_sends(claimant: Claimant, adviser: Any) -> None:
    open_record(claim=claimant.claim, reason=AccessReason.NEW_CLAIM, note="To decide it", by=actor_for(adviser))
    staff, of_person = signed_in(adviser), [claimant.claim.reference, claimant.person.pk]
    due = clock.today() + timedelta(days=14)
    asked = {"kinds": "rent", "details": "Your tenancy agreement"}
    days = {"due-day": due.day, "due-month": due.month, "due-year": due.year}
    assert staff.post(reverse("staff:evidence_of", args=of_person), {**asked, **days}).status_code == 302
    todo = Todo.objects.get(person=claimant.person, kind="evidence")
    assert (todo.url, todo.due) == (address(claimant), due)

    page = claimant.browser.get(todo.url).content.decode()
    assert "Your tenancy agreement" in page
    assert "<title>Show us" in page
    assert 'accept="image/*, application/pdf, .heic"' in page
    nothing = claimant.browser.post(todo.url, {"send": "1"}).content.decode()
    assert "Select a photo or a file, or take a photo" in nothing

    sent = [SimpleUploadedFile("rent.pdf", pdf()), SimpleUploadedFile("rent.exe", b"MZ")]
    page = claimant.browser.post(todo.url, {"add": "1", "documents": sent}).content.decode()
    assert "‘rent.exe’ must be a photo" in page
    assert "<title>Error: " in page
    assert "rent.pdf</a>" in page
    kept = Document.objects.get()
    extra = file_of(claimant.person.pk, kept.place, by=claimant.by, name="Not this")
    assert claimant.browser.post(todo.url, {"remove": str(extra.pk)}).status_code == 302
    assert claimant.browser.post(todo.url, {"send": "1"}).status_code == 302

    assert Proof.objects.get().state == EvidenceState.SENT
    assert Todo.objects.get(pk=todo.pk).state == "done"
    assert Entry.objects.filter(person=claimant.person, kind="evidence_sent").exists()
    own = claimant.browser.get(reverse("documents:own_file", args=[kept.pk]))
    given = staff.get(reverse("staff:evidence_file", args=[*of_person, kept.pk]))
    for response in (own, given):
        assert response.getvalue().startswith(b"%PDF-")
        assert response["Content-Disposition"] == 'attachment; filename="rent.pdf"'
        assert "sandbox" in response["Content-Security-Policy"]
    assert Event.objects.filter(kind="file_downloaded", person_id=claimant.person.pk).count() == 2
    again = claimant.browser.post(todo.url, {"add": "1", "documents": SimpleUploadedFile("b.pdf", pdf(2))})
    assert "What you sent us" in again.content.decode()
    assert Document.objects.count() == 1


def test_asking_for_more_is_one_page_and_somebody_elses_is_not_sent(claimant: Claimant, adviser: Any) -> None:
    evidence = evidence_of(claimant.claim, claimant.person, by=actor_for(adviser))
    day = clock.today() + timedelta(days=30)
    more = {"kinds": [EvidenceKind.RENT, EvidenceKind.PAY], "details": "A payslip", "due": day}
    both = ask_for_evidence(claim=claimant.claim, person=claimant.person, **more, by=actor_for(adviser))
    assert (both.pk, both.kinds, both.due) == (evidence.pk, ["rent", "pay"], day)
    assert both.details == "The page with the rent\nA payslip"
    part = {**more, "details": "The page"}
    assert ask_for_evidence(
        claim=claimant.claim, person=claimant.person, **part, by=actor_for(adviser)
    ).details.endswith("\nThe page"), "part of what was asked before is asked for too"
    with pytest.raises(MoveRefused):
        send_evidence(evidence=both, by=actor_for(adviser))
    with pytest.raises(MoveRefused):
        ask_for_evidence(claim=claimant.claim, person=claimant.person, **more, by=claimant.by)


@pytest.fixture
def opened(claimant: Claimant, adviser: Any) -> Any:
    """An adviser's browser, with the record open."""
    open_record(claim=claimant.claim, reason=AccessReason.NEW_CLAIM, note="To decide it", by=actor_for(adviser))
    return signed_in(adviser)


def test_what_is_no_longer_needed_is_asked_of_nobody_and_nothing_is_lost(
    claimant: Claimant, adviser: Any, opened: Any
) -> None:
    evidence_of(claimant.claim, claimant.person, by=actor_for(adviser), files=1)
    page = reverse("staff:evidence_of", args=[claimant.claim.reference, claimant.person.pk])
    opened.post(page, {"withdraw": "1"})
    assert Proof.objects.get().state == EvidenceState.WITHDRAWN
    assert Todo.objects.get(person=claimant.person, kind="evidence").state == "withdrawn"
    late = claimant.browser.post(address(claimant), {"add": "1", "documents": SimpleUploadedFile("b.pdf", pdf(2))})
    assert "You do not need to show us this any more" in late.content.decode()
    assert "These are the files that you had added" in late.content.decode()
    assert Document.objects.count() == 1
    again = opened.post(page, {"withdraw": "1"}, follow=True).content.decode()
    assert "It was sent, or is no longer needed, already." in again


def test_staff_add_what_somebody_gave_them_and_remove_only_that(claimant: Claimant, adviser: Any, opened: Any) -> None:
    of_person = [claimant.claim.reference, claimant.person.pk]
    page = reverse("staff:evidence_add", args=of_person)
    assert opened.get(page).status_code == 302, "nothing is asked"
    evidence_of(claimant.claim, claimant.person, by=actor_for(adviser), files=1)
    theirs = Document.objects.get()
    assert opened.post(page, {"remove": str(theirs.pk)}).status_code == 404
    opened.post(page, {"add": "1", "documents": SimpleUploadedFile("lease.pdf", pdf(3))})
    ours = Document.objects.exclude(pk=theirs.pk).get()
    assert (ours.added_by_name, ours.added_through, ours.owner_id) == ("Amina Yusuf", "assisted", claimant.person.pk)
    shown = opened.get(page).content.decode()
    assert "lease.pdf" in shown
    assert theirs.name not in shown
    opened.post(page, {"send": "1"})
    sent = Proof.objects.get()
    assert sent.state == EvidenceState.SENT
    assert Entry.objects.filter(person=claimant.person, kind="evidence_taken").exists()
    assert "Looking at what you sent us" in doing(claimant.person)
    for _twice in range(2):
        opened.post(reverse("staff:evidence_of", args=of_person), {"checked": str(sent.pk)})
    assert Entry.objects.filter(person=claimant.person, kind="evidence_checked").count() == 1
    assert "Looking at what you sent us" not in doing(claimant.person)
    assert "we have looked at them" in claimant.browser.get(address(claimant)).content.decode()


def test_what_is_refused_after_it_was_sent_is_asked_for_again(
    claimant: Claimant, adviser: Any, settings: Any, tmp_path: Any
) -> None:
    evidence_of(claimant.claim, claimant.person, by=actor_for(adviser), files=0)
    settings.DOCUMENT_SCANNER, settings.CLAMD_ADDRESS = "documents.scanning.Clamd", f"unix:{tmp_path / 'none'}"
    sent = {"send": "1", "documents": SimpleUploadedFile("rent.pdf", pdf() + EICAR)}
    page = claimant.browser.post(address(claimant), sent, follow=True).content.decode()
    assert "Being checked for viruses" in page
    settings.DOCUMENT_SCANNER = "documents.scanning.Demonstration"
    assert check_waiting() == 1
    assert Proof.objects.get().state == EvidenceState.ASKED
    assert Todo.objects.filter(person=claimant.person, kind="evidence", state="open").exists()
    assert Entry.objects.filter(person=claimant.person, kind="evidence_not_kept").exists()
    assert "It had a virus" in claimant.browser.get(address(claimant)).content.decode()
