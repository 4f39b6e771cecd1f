"""Pages about one claim, for staff: only after saying why, and never about their own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.models import Person
from audit.models import Access
from claims.access import in_capitals
from claims.models import Claim
from claims.records import as_visitor, opening_of, people_on, record_visit
from core import access
from core.permissions import Permission
from staff.selectors import claims_for_staff

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Record:
    """A claimant's record as this member of staff opened it: the claim, its claimant, and why it is open."""

    claim: Claim
    person: Person
    opening: Access


def record_page(permission: Permission) -> Callable[[View], View]:
    """A page at ``/staff/claims/<reference>/...``: the view is given the Record.

    Who has not given a reason in the last eight hours is asked for one first. Each visit is recorded, for the
    reason given, and the claimant can see it. A claim that was not sent, or that the actor is on, is no page.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def shown(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if elsewhere := in_capitals(request, reference):
                return elsewhere
            claim = get_object_or_404(claims_for_staff(actor), reference=reference)
            opening = opening_of(claim, actor)
            if opening is None:
                return redirect("staff:open", claim.reference)
            people = people_on(claim)
            if not people:
                raise Http404
            page = request.resolver_match.view_name  # type: ignore[union-attr]
            record_visit(claim=claim, people=people, opening=opening, page=page, by=actor)
            request.actor = as_visitor(actor, opening)  # type: ignore[attr-defined]
            return view(request, Record(claim, people[0], opening), **kwargs)

        return access.staff(permission)(shown)

    return wrap
