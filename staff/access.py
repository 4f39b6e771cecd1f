"""Pages about one claim, for staff: only after saying why, and never about their own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Person
from audit.models import Access
from claims.access import in_capitals
from claims.closeness import is_alike, note_attempt
from claims.models import Claim
from claims.records import as_visitor, opening_of, people_on, record_visit
from core import access
from core.permissions import Permission
from staff.conflicts import team_leaders_of
from staff.selectors import claims_for_staff

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Record:
    """A claimant's record as this member of staff opened it: the claim, whom the page is about, why it is open, and who
    is on the claim, the first to be recorded first.

    ``person`` is the one of a couple whom the address names, else the first.
    """

    claim: Claim
    person: Person
    opening: Access
    people: tuple[Person, ...]
    is_of_one: bool

    @property
    def names(self) -> str:
        """Whose page it is."""
        people = [self.person] if self.is_of_one else self.people
        return ", ".join(person.full_name for person in people)


def claim_or_kept(request: HttpRequest, reference: str) -> Claim | HttpResponse:
    """The claim of which staff asked for a page; or, where it is kept from them, a page that says so and whom to ask,
    which shows nothing of it. That they asked is noted. Raises Http404 where there is no such claim."""
    actor = request.actor  # type: ignore[attr-defined]
    claim = claims_for_staff(actor).filter(reference=reference).first()
    if claim and not is_alike(claim, actor):
        return claim
    kept = get_object_or_404(Claim.objects.filter(submitted_at__isnull=False), reference=reference)
    note_attempt(claim=kept, by=actor)
    return render(request, "staff/kept.html", {"leaders": team_leaders_of(actor)}, status=404)


def record_page(permission: Permission) -> Callable[[View], View]:
    """A page at ``/staff/claims/<reference>/...``: the view is given the Record.

    Who has not given a reason in the last eight hours is asked for one first. Each visit is recorded, for the
    reason given, and the claimant can see it. A claim that was not sent, or that the actor is on, is no page; nor is
    one about somebody who is not on the claim.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def shown(
            request: HttpRequest, reference: str, person_id: UUID | None = None, **kwargs: Any
        ) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if elsewhere := in_capitals(request, reference):
                return elsewhere
            claim = claim_or_kept(request, reference)
            if not isinstance(claim, Claim):
                return claim
            opening = opening_of(claim, actor)
            if opening is None:
                return redirect("staff:open", claim.reference)
            people = people_on(claim)
            about = [person for person in people if person_id in (None, person.pk)]
            if not about:
                raise Http404
            page = request.resolver_match.view_name  # type: ignore[union-attr]
            record_visit(claim=claim, people=about, opening=opening, page=page, by=actor)
            request.actor = as_visitor(actor, opening)  # type: ignore[attr-defined]
            return view(request, Record(claim, about[0], opening, tuple(people), len(about) == 1), **kwargs)

        return access.staff(permission)(shown)

    return wrap
