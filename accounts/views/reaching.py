"""Changing how somebody is reached: another email address, another number, and how they want to hear from us."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.codes import NotConfirmed
from accounts.factors.texts import can_be_sent
from accounts.forms import ContactForm, NewEmailForm, NewPhoneForm
from accounts.models import ContactCode, Person, Purpose
from accounts.own_account import (
    change_phone,
    choose_contact,
    finish_email_change,
    finish_phone_change,
    request_email_change,
    request_phone_change,
)
from accounts.sign_up import AlreadyHasAccount
from accounts.step_up import needs_fresh_factor, signed_in_user
from accounts.views.code_pages import CodePages
from core import access
from core.http import Request
from govuk.languages import chosen_language
from notifications.models import Medium

EMAIL = CodePages(
    Purpose.EMAIL,
    Medium.EMAIL,
    "accounts:change_email",
    "accounts:change_email_code",
    "accounts:change_email_again",
)
PHONE = CodePages(
    Purpose.PHONE, Medium.TEXT, "accounts:change_phone", "accounts:change_phone_code", "accounts:change_phone_again"
)
TYPED = "phone_typed"
"""The session's name for the number as they wrote it, which is how it is kept."""


@access.signed_in
@needs_fresh_factor
def email(request: Request) -> HttpResponse:
    """The address to change to."""
    form = NewEmailForm(request.POST) if request.method == "POST" else NewEmailForm()
    if form.is_bound and form.is_valid():
        return EMAIL.send(request, lambda: _code_to_address(request, form.cleaned_data["email"]))
    return render(request, "accounts/setting.html", {"form": form, "now": signed_in_user(request).email})


@access.signed_in
def email_code(request: Request) -> HttpResponse:
    """The code that was sent to it; then it is theirs."""

    def confirmed(code: ContactCode) -> HttpResponse:
        try:
            finish_email_change(user=signed_in_user(request), code_id=code.pk, by=request.actor)
        except (NotConfirmed, AlreadyHasAccount):
            messages.warning(request, _("We could not change your email address. Try again."))
            EMAIL.forget(request)
            return redirect(EMAIL.first)
        EMAIL.forget(request)
        messages.success(request, _("Your email address is changed. We told the old one too."))
        return redirect("accounts:account")

    return EMAIL.enter(request, confirmed)


@access.signed_in
@require_POST
def email_again(request: Request) -> HttpResponse:
    """Another code to the same address."""
    return EMAIL.send_again(request, lambda code: _code_to_address(request, code.contact))


@access.roles("claimant")
@needs_fresh_factor
def phone(request: Request) -> HttpResponse:
    """The number to be reached on."""
    person = _person(request)
    form = NewPhoneForm(request.POST) if request.method == "POST" else NewPhoneForm()
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["phone"]
        if not can_be_sent():
            return _keep(request, typed)
        request.session[TYPED] = typed
        return PHONE.send(request, lambda: _code_to_number(request, typed))
    return render(request, "accounts/setting.html", {"form": form, "now": person.phone})


@access.roles("claimant")
def phone_code(request: Request) -> HttpResponse:
    """The code that was texted to it; then it is theirs."""

    def confirmed(code: ContactCode) -> HttpResponse:
        try:
            finish_phone_change(
                user=signed_in_user(request), code_id=code.pk, phone=request.session[TYPED], by=request.actor
            )
        except NotConfirmed:
            messages.warning(request, _("We could not change your phone number. Try again."))
            PHONE.forget(request)
            return redirect(PHONE.first)
        return _kept(request)

    instead = {
        "words": _("If the number gets no text messages, like most landlines, we can still call it."),
        "button": _("Keep this number for calls only"),
        "url": reverse("accounts:keep_phone"),
    }
    return PHONE.enter(request, confirmed, instead=instead)


@access.roles("claimant")
@require_POST
def phone_again(request: Request) -> HttpResponse:
    """Another code to the same number."""
    return PHONE.send_again(request, lambda code: _code_to_number(request, code.contact))


@access.roles("claimant")
@require_POST
def keep_phone(request: Request) -> HttpResponse:
    """Keep the number that they gave, though no text reaches it."""
    typed = request.session.get(TYPED)
    return _keep(request, typed) if typed and PHONE.pending(request) else redirect(PHONE.first)


@access.roles("claimant")
@needs_fresh_factor
def remove_phone(request: Request) -> HttpResponse:
    """Have no number any more, after asking."""
    person = _person(request)
    if request.method == "POST":
        change_phone(user=signed_in_user(request), phone="", by=request.actor)
        messages.success(request, _("Your phone number is removed."))
        return redirect("accounts:account")
    return (
        render(request, "accounts/remove_phone.html", {"phone": person.phone})
        if person.phone
        else redirect("accounts:account")
    )


@access.roles("claimant")
def contact(request: Request) -> HttpResponse:
    """How, in which language and in which format they want to hear from us."""
    person = _person(request)
    now = {"contact_by": person.contact_by, "language": person.language, "letter_format": person.letter_format}
    form = ContactForm(request.POST, person=person) if request.method == "POST" else ContactForm(initial=now)
    if form.is_bound and form.is_valid():
        choose_contact(person=person, **form.cleaned_data, by=request.actor)
        messages.success(request, _("We will write to you as you said."))
        return redirect("accounts:account")
    return render(request, "accounts/setting.html", {"form": form, "now": ""})


def _code_to_address(request: Request, address: str) -> ContactCode:
    return request_email_change(
        user=signed_in_user(request), email=address, language=chosen_language(request), by=request.actor
    )


def _code_to_number(request: Request, number: str) -> ContactCode:
    return request_phone_change(
        user=signed_in_user(request), phone=number, language=chosen_language(request), by=request.actor
    )


def _keep(request: Request, typed: str) -> HttpResponse:
    change_phone(user=signed_in_user(request), phone=typed, by=request.actor)
    return _kept(request)


def _kept(request: Request) -> HttpResponse:
    PHONE.forget(request)
    request.session.pop(TYPED, None)
    messages.success(request, _("Your phone number is saved."))
    return redirect("accounts:account")


def _person(request: Request) -> Person:
    return get_object_or_404(Person.objects.for_actor(request.actor).defer("nino"))
