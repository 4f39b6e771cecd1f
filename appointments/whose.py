"""Pages about one person's appointments, for themself, for whoever helps them with these, and for staff."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.models import Help, HelpScope, Person
from appointments.models import Appointment
from audit.models import AccessReason
from audit.services import record_access
from core import access, clock
from core.actor import Actor, Channel
from core.http import Request


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose appointments a page is about, and who asks. ``help_id`` is the help by which somebody else asks, if they
    do. ``for_staff`` are pages that ask besides who wanted it, and why; ``frame`` is what they are shown in."""

    person: Person
    by: Actor
    help_id: UUID | None = None
    for_staff: ClassVar[bool] = False
    frame: ClassVar[str] = "base.html"

    def url(self, name: str, *args: Any) -> str:
        """The address of another of these pages, about the same person."""
        if self.help_id:
            return reverse(f"appointments:helped_{name}", args=[self.help_id, *args])
        return reverse(f"appointments:{name}", args=args)

    def shown(self, request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
        """One of these pages."""
        return render(request, template, {**context, "whose": self})

    def appointment(self, key: UUID) -> Appointment:
        """One of theirs. Raises Http404 for anybody else's."""
        found: Appointment = get_object_or_404(Appointment.objects.of_person(self.person.pk).with_places(), pk=key)
        found.person = self.person
        return found


View = Callable[..., HttpResponse]


def own(view: View) -> Callable[..., HttpResponseBase]:
    """A page for the signed-in person about their own."""

    @access.roles("claimant")
    @functools.wraps(view)
    def page(request: Request, **kwargs: Any) -> HttpResponse:
        person = get_object_or_404(Person.objects.for_actor(request.actor).defer("nino"))
        return view(request, Whose(person, request.actor), **kwargs)

    return page


def helped(view: View) -> Callable[..., HttpResponseBase]:
    """The same page for a helper whom somebody named for it: in their place, and recorded for them to see."""

    @access.roles("helper")
    @functools.wraps(view)
    def page(request: Request, help_id: UUID, **kwargs: Any) -> HttpResponse:
        given = Help.objects.by_helper(request.actor, clock.today())
        given = given.filter(scopes__contains=[HelpScope.APPOINTMENTS]).select_related("person")
        help_ = get_object_or_404(given.defer("email", "person__nino"), pk=help_id)
        request.actor = request.actor.assisting(help_.person_id, Channel.ONLINE)
        request.helping = {"name": help_.person.full_name}
        response = view(request, Whose(help_.person, request.actor, help_id=help_id), **kwargs)
        if not 300 <= response.status_code < 400:
            record_access(
                by=request.actor,
                person_id=help_.person_id,
                claim_reference="",
                reason=AccessReason.HELP,
                note="",
                page=request.resolver_match.view_name if request.resolver_match else "",
            )
        return response

    return page
