"""Pages of a demonstration."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.factors import app
from accounts.models import User
from accounts.signing_in import destination
from core import access, clock
from core.http import Request
from demo.clockwork import last_day, move_clock, stops
from demo.entering import enter_as
from demo.forms import MoveClockForm
from demo.personas import APP_KEY, CLAIMANTS, EMPLOYERS, HELPERS, PASSWORD, STAFF, STAGES, persona_of
from govuk.formatting import day
from notifications.models import Message

MESSAGES_A_PAGE = 20


@access.demonstration
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Whom to sign in as, the clock, and the way to the outbox."""
    return _index(request, MoveClockForm())


@access.demonstration
@require_POST
def sign_in(request: Request, persona: str) -> HttpResponse:
    """Sign in as somebody with one click, and go home or to ``next``. Whoever was signed in is signed out first."""
    known = persona_of(persona)
    user = User.objects.filter(email=known.email, is_active=True).first() if known else None
    if user is None:
        raise Http404
    enter_as(request, user)
    return redirect(destination(request))


@access.demonstration
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Move the clock to the day that was typed, or that a button stands for."""
    form = MoveClockForm(request.POST)
    if not form.is_valid():
        return _index(request, form)
    to = form.cleaned_data["to"]
    try:
        move_clock(to=to, by=request.actor)  # type: ignore[attr-defined]
    except clock.ClockRefused:
        # Somebody else moved it past that day meanwhile; the page shows where it now stands.
        messages.warning(request, _("The clock was moved from another window. Look where it stands now."))
    else:
        messages.success(
            request,
            _("It is now %(day)s. What is due is being worked out, which takes a few seconds.") % {"day": day(to)},
        )
    return redirect("demo:index")


@access.demonstration
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message that the service sent, the newest first."""
    page = Paginator(Message.objects.order_by("-queued_at", "-pk"), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "demo/outbox.html",
        {"page": page, "sent": [(message, masked(message.address)) for message in page.object_list]},
    )


def masked(address: str) -> str:
    """An email address or phone number with its middle hidden: "r•••s@example.com", "•••461"."""
    if not address:
        return ""
    name, at, domain = address.partition("@")
    return f"{name[0]}•••{name[-1]}@{domain}" if at and name else f"•••{address[-3:]}"


def _index(request: HttpRequest, form: MoveClockForm) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        "demo/index.html",
        {
            "form": form,
            "today": today,
            "last_day": last_day(),
            "groups": [
                (title, [persona for persona in CLAIMANTS if persona.stage in stages]) for title, stages in STAGES
            ],
            "staff": STAFF,
            "employers": EMPLOYERS,
            "helpers": HELPERS,
            "password": PASSWORD,
            "code": app.code_now(APP_KEY),
            "stops": stops(today),
        },
    )
