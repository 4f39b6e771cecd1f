"""Your account: second steps, and setting them up. Whoever comes here has just confirmed that it is them."""

from __future__ import annotations

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.doors import PASSKEY_ONLY, door_of, enough_for, is_setting_up
from accounts.factors import app, backup, changes, passkeys, texts
from accounts.factors.selectors import MOST, backup_codes_left, kinds_of, steps_of
from accounts.forms import AppCodeForm, TextCodeForm, TextNumberForm
from accounts.models import Factor, FactorKind, Person
from accounts.signing_in import confirm_again
from accounts.step_up import needs_fresh_factor, signed_in_user
from accounts.views.confirming import CHALLENGE, site_of
from core import access
from core.http import Request

FEW_CODES = 3
PENDING_TEXT = "text_being_set_up"
AFTER_SET_UP = "after_set_up"
"""The session's name for where somebody goes on who had to set up a second step before they began."""


@access.setting_up
def second_steps(request: Request) -> HttpResponse:
    """What they have, what they can add, and how many backup codes are left."""
    steps = [(step, _ending(step)) for step in steps_of(request.actor)]
    left = backup_codes_left(request.actor)
    context = {
        "steps": steps,
        "codes_left": left,
        "are_few": left is not None and left <= FEW_CODES,
        "may_add": len(steps) < MOST,
        "is_needed": door_of(request.session).needs_second_step,
    }
    return render(request, "accounts/second_steps.html", context)


@access.setting_up
def add_factor(request: Request) -> HttpResponse:
    """The kinds to choose from, each with what it is like."""
    context = {
        "offers_text": _offers_text(request),
        "offers_app": not request.session.get(PASSKEY_ONLY),
        "is_needed": is_setting_up(request.session),
        "is_new": "new" in request.GET,
        "door": door_of(request.session),
    }
    return render(request, "accounts/add_factor.html", context)


@access.setting_up
@needs_fresh_factor
def add_app(request: Request) -> HttpResponse:
    """A square picture or a key for the app, and a code from it to see that it works."""
    user = signed_in_user(request)
    if _has_most(request):
        return redirect("accounts:second_steps")
    form = AppCodeForm(request.POST) if "code" in request.POST else AppCodeForm()
    if form.is_bound and form.is_valid():
        if changes.confirm_app(user=user, code=form.cleaned_data["code"], by=request.actor):
            return _added(request, FactorKind.APP)
        form.add_error("code", _("The code is not right. Enter the one that the app shows now"))
    key = changes.begin_app(user=user, by=request.actor).secret
    address = app.address_for_app(key, account=user.email, issuer=str(settings.SERVICE_NAME))
    context = {"form": form, "key": app.in_fours(key), "picture": _picture(address), "address": address}
    return render(request, "accounts/add_app.html", context)


@access.setting_up
@needs_fresh_factor
def add_text(request: Request) -> HttpResponse:
    """The phone number that codes are to go to."""
    if not _offers_text(request):
        raise Http404
    if _has_most(request):
        return redirect("accounts:second_steps")
    known = Person.objects.for_actor(request.actor).only("phone").first()
    initial = {"number": known.phone if known else ""}
    form = TextNumberForm(request.POST) if "number" in request.POST else TextNumberForm(initial=initial)
    if form.is_bound and form.is_valid():
        number = texts.full_number(form.cleaned_data["number"])
        try:
            changes.begin_text(user=signed_in_user(request), number=number, by=request.actor)
        except texts.TooManyTexts:
            form.add_error(None, _("We have sent you too many codes. Wait an hour and try again"))
        else:
            return redirect("accounts:add_text_code")
    return render(request, "accounts/add_text.html", {"form": form})


@access.setting_up
@needs_fresh_factor
def add_text_code(request: Request) -> HttpResponse:
    """The code that was texted to it."""
    user = signed_in_user(request)
    begun = Factor.objects.filter(user=user, kind=FactorKind.TEXT, confirmed_at=None).first()
    if begun is None or not _offers_text(request) or _has_most(request):
        return redirect("accounts:second_steps")
    form = TextCodeForm(request.POST) if "code" in request.POST else TextCodeForm()
    if form.is_bound and form.is_valid():
        if changes.confirm_text(user=user, code=form.cleaned_data["code"], by=request.actor):
            return _added(request, FactorKind.TEXT)
        form.add_error("code", _("The code is not right, or it is too old. Check it, or ask for another"))
    context = {"form": form, "ending": texts.ending(begun.secret), "back_url": reverse("accounts:add_text")}
    return render(request, "accounts/add_text_code.html", context)


@access.setting_up
@needs_fresh_factor
@sensitive_post_parameters()
def add_passkey(request: Request) -> HttpResponse:
    """A passkey, made by the browser."""
    user, site, is_wrong = signed_in_user(request), site_of(request), False
    if _has_most(request):
        return redirect("accounts:second_steps")
    if "passkey" in request.POST:
        challenge = request.session.pop(CHALLENGE, "")
        try:
            credential = passkeys.made(answer=request.POST["passkey"], challenge=challenge, site=site)
            changes.add_passkey(user=user, credential=credential, by=request.actor)
        except (passkeys.NotRight, changes.AlreadyKnown):
            is_wrong = True
        else:
            return _added(request, FactorKind.PASSKEY)
    known = [step for step in steps_of(request.actor) if step.kind == FactorKind.PASSKEY]
    asked = passkeys.ask_to_make(user=user, known=known, site=site)
    request.session[CHALLENGE] = asked.challenge
    context = {"options": asked.options, "has_errors": is_wrong, "by_name": site.by_name}
    return render(request, "accounts/add_passkey.html", context)


@access.setting_up
@needs_fresh_factor
def backup_codes(request: Request) -> HttpResponse:
    """New backup codes, shown this once; before that, what they are for."""
    if not kinds_of(signed_in_user(request)):
        return redirect("accounts:second_steps")
    codes = []
    if request.method == "POST":
        made = changes.make_backup_codes(user=signed_in_user(request), by=request.actor)
        codes = [backup.as_printed(code) for code in made]
    context = {
        "codes": codes,
        "left": None if codes else backup_codes_left(request.actor),
        "next_url": request.session.get(AFTER_SET_UP) or reverse("accounts:second_steps"),
    }
    return render(request, "accounts/backup_codes.html", context)


@access.setting_up
@needs_fresh_factor
def remove_factor(request: Request, factor_id: UUID) -> HttpResponse:
    """Take one away, once they have said that they are sure."""
    steps = steps_of(request.actor)
    step = next((each for each in steps if each.pk == factor_id), None)
    if step is None:
        raise Http404
    door = door_of(request.session)
    needed = enough_for(door, signed_in_user(request).roles) if door.needs_second_step else ()
    if request.method == "POST":
        try:
            changes.remove_factor(user=signed_in_user(request), factor_id=step.pk, needed=needed, by=request.actor)
        except changes.LastOne:
            messages.warning(request, _("You need one to sign in. Add another before you remove this one."))
        else:
            messages.success(request, _("Removed. We sent you a message about it."))
        return redirect("accounts:second_steps")
    context = {
        "step": step,
        "ending": _ending(step),
        "is_last": len(steps) == 1,
    }
    return render(request, "accounts/remove_factor.html", context)


def _offers_text(request: Request) -> bool:
    """Whether texts are of use to them: they are not enough for staff, and not every service sends any."""
    return texts.can_be_sent() and FactorKind.TEXT in door_of(request.session).kinds


def _ending(step: Factor) -> str:
    """All that is shown of a phone number; nothing of another kind."""
    return texts.ending(step.secret) if step.kind == FactorKind.TEXT else ""


def _has_most(request: Request) -> bool:
    return len(steps_of(request.actor)) >= MOST


def _added(request: Request, kind: FactorKind) -> HttpResponse:
    """They have just shown that they have it, so it confirms the session. Then to backup codes, if they have none."""
    confirm_again(request, confirmed_by=kind)
    messages.success(request, _("Added. From now on we ask for it when you sign in."))
    return redirect("accounts:backup_codes" if backup_codes_left(request.actor) is None else "accounts:second_steps")


def _picture(address: str) -> str:
    """The address as a square picture that an app reads through the phone's camera."""
    title = _("A square picture for your app")
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, light="#fff", title=title)
    # Squares, drawn by us.
    return mark_safe(drawn)
