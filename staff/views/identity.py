"""Checking who a claimant is, by each route; taking a check back; and whose turn it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.identity.levels import Thing
from accounts.identity.services import TriedToday
from accounts.identity.standing import others_proved_as, request_of, standing_of, was_tried_today
from accounts.models import IdentityCheck, IdentityLevel, IdentityRoute, Office
from accounts.step_up import needs_fresh_factor
from claims.models import ClaimState
from core import access, clock
from core.http import Request
from core.permissions import Permission
from payments.holds import CannotRelease, payee_of, waits_for_identity, why_not_first_payment
from staff.access import Record, record_page
from staff.identity import checks_asked_for, checks_shown, first_payments_waiting, questions_for
from staff.identity_forms import DocumentsForm, FaceToFaceForm, QuestionsForm, ReleaseForm, TakeBackForm
from staff.pages import record_response, whose_page
from staff.services import check_identity, let_first_payment_go, take_back_check

A_PAGE = 20


@access.staff(Permission.OPEN_CLAIMS)
@require_safe
def waiting(request: Request) -> HttpResponse:
    """First payments that wait for proof of identity, and who would like to prove who they are; the oldest first."""
    may_check = request.actor.may(Permission.CHECK_IDENTITY)
    page = Paginator(checks_asked_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "held": first_payments_waiting(request.actor), "may_check": may_check}
    return render(request, "staff/identities.html", context)


@record_page(Permission.CHECK_IDENTITY)
@require_safe
def show(request: Request, record: Record) -> HttpResponse:
    """Where they stand, what was checked, how they would like to prove it, and the ways there are; of a couple, first
    whose it is."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:identity_of", _("Whose identity?"))
    standing = standing_of(record.person)
    is_paid = len(record.people) == 1 or record.person == payee_of(record.claim, clock.today())
    context = {
        "standing": standing,
        "needed": _needed(standing.may(Thing.ACCEPTANCE), standing.may(Thing.FIRST_PAYMENT) or not is_paid),
        "wish": request_of(record.person),
        "was_tried": was_tried_today(record.person),
        "others": bool(others_proved_as(record.person)),
        "checks": checks_shown(record.person),
        "may_release": is_paid and request.actor.may(Permission.RELEASE_PAYMENTS) and _waits(record),
    }
    return record_response(request, "staff/identity.html", record, context)


@record_page(Permission.CHECK_IDENTITY)
def documents(request: Request, record: Record) -> HttpResponse:
    """Two documents that an adviser saw."""
    form = DocumentsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _checked(request, record, route=IdentityRoute.TWO_DOCUMENTS, **form.cleaned_data)
    return _ask(request, record, form)


@record_page(Permission.CHECK_IDENTITY)
def face_to_face(request: Request, record: Record) -> HttpResponse:
    """What somebody showed at an office."""
    offices = list(Office.objects.all())
    form = FaceToFaceForm(request.POST if request.method == "POST" else None, offices=offices)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        given["office"] = next(office for office in offices if str(office.pk) == given["office"])
        return _checked(request, record, route=IdentityRoute.FACE_TO_FACE, **given)
    return _ask(request, record, form)


@record_page(Permission.CHECK_IDENTITY)
def questions(request: Request, record: Record) -> HttpResponse:
    """Questions by phone, with the answers that the record has; one try a day."""
    asked = questions_for(record.claim, record.person)
    tried = was_tried_today(record.person)
    if tried or not asked:
        return record_response(request, "staff/no_questions.html", record, {"tried": tried})
    form = QuestionsForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_bound and form.is_valid():
        return _checked(request, record, route=IdentityRoute.SECURITY_QUESTIONS, questions=form.cleaned_data)
    return record_response(request, "staff/questions.html", record, {"form": form})


@record_page(Permission.CHECK_IDENTITY)
def take_back(request: Request, record: Record, check_id: UUID) -> HttpResponse:
    """Say why a check does not count any more."""
    check = get_object_or_404(record.person.identity_checks.defer("details"), pk=check_id)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        take_back_check(claim=record.claim, check=check, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The check is taken back."))
        return redirect("staff:identity_of", record.claim.reference, record.person.pk)
    shown = next(each for each in checks_shown(record.person) if each.check.pk == check.pk)
    return record_response(request, "staff/take_back_check.html", record, {"form": form, "shown": shown})


@needs_fresh_factor
@record_page(Permission.RELEASE_PAYMENTS)
def first_payment(request: Request, record: Record) -> HttpResponse:
    """Let a first payment go that waits for proof of identity."""
    if not _waits(record):
        messages.info(request, _("No first payment waits for proof of identity."))
        return redirect("staff:record", record.claim.reference)
    if why_not := why_not_first_payment(record.claim, request.actor):
        return record_response(request, "staff/first_payment.html", record, {"why_not": why_not})
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            let_first_payment_go(claim=record.claim, by=request.actor, **form.cleaned_data)
        except CannotRelease as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The first payment goes out like any other."))
            return redirect("staff:record", record.claim.reference)
    return record_response(request, "staff/first_payment.html", record, {"form": form, "why_not": ""})


def _needed(is_enough_to_accept: bool, is_enough_to_pay: bool) -> IdentityLevel | None:
    """The next level that something waits for."""
    if not is_enough_to_accept:
        return IdentityLevel.LOW
    return None if is_enough_to_pay else IdentityLevel.MEDIUM


def _waits(record: Record) -> bool:
    return record.claim.state == ClaimState.OPEN and waits_for_identity(record.claim, clock.today())


def _checked(request: Request, record: Record, **evidence: Any) -> HttpResponse:
    try:
        check: IdentityCheck = check_identity(claim=record.claim, person=record.person, by=request.actor, **evidence)
    except TriedToday:
        messages.info(request, _("They were asked questions today already. They can try again another day."))
        return redirect("staff:identity_of", record.claim.reference, record.person.pk)
    if check.level == IdentityLevel.NONE:
        messages.info(request, _("Too few answers were right. They can try again another day, or another way."))
        return redirect("staff:identity_of", record.claim.reference, record.person.pk)
    messages.success(request, _("The identity check is saved."))
    return redirect("staff:record", record.claim.reference)


def _ask(request: Request, record: Record, form: DocumentsForm) -> HttpResponse:
    context = {"form": form, "wish": request_of(record.person)}
    return record_response(request, "staff/identity_documents.html", record, context)
