"""The account that a claim is paid into: recording one, and checking one that somebody else recorded."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.step_up import needs_fresh_factor
from claims.account_checks import AccountCheck
from claims.bank import BankDetailsStay
from claims.checking_accounts import OtherDetails
from core import access, clock
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from payments.selectors import account_checked, account_of
from staff.access import Record, record_page
from staff.bank import checks_for, refused_last, rows_of, why_not
from staff.bank_forms import CheckAccountForm, RecordAccountForm
from staff.pages import record_response
from staff.services import answer_account_check
from staff.services import record_account as keep_account

A_PAGE = 20


@access.staff(Permission.CHECK_ACCOUNTS)
@require_safe
def waiting(request: Request) -> HttpResponse:
    """Accounts that staff recorded and that somebody else has to check, those first for which money waits."""
    page = Paginator(checks_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(list(page.object_list), request.actor)
    return render(request, "staff/accounts_to_check.html", {"page": page, "rows": rows, "today": clock.today()})


@record_page(Permission.OPEN_CLAIMS)
@require_safe
def show(request: Request, record: Record) -> HttpResponse:
    """Where the claim is paid, and what waits to be checked: who may, and why not who reads this."""
    return _page(request, record)


def _page(request: Request, record: Record) -> HttpResponse:
    check = account_checked(record.claim)
    account = account_of(record.claim, clock.today())
    context = {
        "check": check,
        "refused": None if check else refused_last(record.claim),
        "why_not": why_not(check, request.actor) if check else "",
        "last_four": account.last_four if account else "",
        "may_record": request.actor.may(Permission.RECORD_ACCOUNTS),
    }
    return record_response(request, "staff/account.html", record, context)


@needs_fresh_factor
@record_page(Permission.CHECK_ACCOUNTS)
def check_account(request: Request, record: Record) -> HttpResponse:
    """What came of hearing the owner of an account that somebody else recorded."""
    check = account_checked(record.claim)
    if check is None or why_not(check, request.actor):
        return _page(request, record)
    form = CheckAccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _answer(request, form, check):
        return redirect("staff:account", record.claim.reference)
    return record_response(request, "staff/record_account.html", record, {"form": form})


@needs_fresh_factor
@record_page(Permission.RECORD_ACCOUNTS)
def record_account(request: Request, record: Record) -> HttpResponse:
    """Keep the account that somebody gave by phone, by post or face to face."""
    form = RecordAccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        holder = given.pop("account_holder")
        try:
            keep_account(claim=record.claim, person=record.person, holder=holder, by=request.actor, **given)
        except BankDetailsStay:
            form.add_error(
                None, _("They were helped back into their account. For 3 working days the bank details stay")
            )
        else:
            if account_checked(record.claim):
                messages.success(request, _("The account is recorded. Another member of staff has to check it."))
            else:
                words = _("The account is recorded. They gave it to us themselves before, so nobody has to check it.")
                messages.success(request, words)
            return redirect("staff:account", record.claim.reference)
    return record_response(request, "staff/record_account.html", record, {"form": form})


def _answer(request: Request, form: CheckAccountForm, check: AccountCheck) -> bool:
    try:
        answer_account_check(check=check, by=request.actor, **form.cleaned_data)
    except OtherDetails:
        form.add_error("account_number", _("These are not the details that were recorded. Check them, or refuse"))
        return False
    except MoveRefused:
        messages.info(request, _("Somebody else has answered this already."))
        return True
    messages.success(request, _("The check is saved."))
    return True
