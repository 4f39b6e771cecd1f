"""Pages of a claim: the actor decides whether they may read it, act on it, or are told there is no such page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.models import Help, HelpScope
from accounts.roles import Role
from claims.models import Claim, Member
from claims.records import as_visitor, opening_of, people_on, record_help_visit, record_visit
from core import clock
from core.access import Access, declare
from core.actor import Actor, Channel
from core.hosts import Host
from core.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Viewing:
    """Whose pages a member of staff, or a helper, is looking at."""

    reference: str
    name: str


ClaimView = Callable[..., HttpResponseBase]


def claim_page(*, act: bool = False, help_with: tuple[HelpScope, ...] = ()) -> Callable[[ClaimView], ClaimView]:
    """A page at ``/claims/<reference>/...``: the view is given the claim itself.

    Anybody on the claim may read and act. Somebody whom they named to help with one of ``help_with`` does so in their
    place, on their behalf; with no such scope, no helper ever sees the page. Staff who opened the record may read,
    which is recorded; to act for somebody they need that person's consent, which is not given here. To everybody else
    there is no such page.
    """

    def wrap(view: ClaimView) -> ClaimView:
        @functools.wraps(view)
        def page(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if elsewhere := in_capitals(request, reference):
                return elsewhere
            member = _own_place(actor, reference)
            if member is not None:
                claim, member.person = member.claim, request.user.person  # read already
            elif member := _helped_place(actor, reference, help_with):
                claim = member.claim
                _begin_helping(request, member)
            else:
                readable = Claim.objects.for_actor(actor).select_related("draft")
                claim = get_object_or_404(readable, reference=reference)
                if act or request.method not in ("GET", "HEAD"):
                    raise Http404
                _record_read(request, claim)
            request.claim_member = member  # type: ignore[attr-defined]
            response = view(request, claim, **kwargs)
            if getattr(request, "helping", None):
                _record_help(request, member, response)
            return response

        # Staff read some of a claimant's own pages, at their own host; they act on none.
        declared = Access("claim: act") if act else Access("claim: read", host=Host.EITHER)
        return declare(declared)(page)

    return wrap


def in_capitals(request: HttpRequest, reference: str) -> HttpResponseBase | None:
    """To the same page with the reference as we write it, for an address that was typed in small letters."""
    if reference == reference.upper() or request.method not in ("GET", "HEAD"):
        return None
    path = request.path.replace(f"/{reference}/", f"/{reference.upper()}/", 1)
    return redirect(f"{path}?{query}" if (query := request.META["QUERY_STRING"]) else path)


_PLACE = Prepared(
    lambda person, reference, today: (
        Member.objects.current(today).filter(person=person, claim__reference=reference).select_related("claim__draft")
    )
)


def _own_place(actor: Actor, reference: str) -> Member | None:
    """The actor's own place on the claim with this reference, and the claim, in one query: most visits are these."""
    if actor.claimant_id is None:
        return None
    return _PLACE.first(person=actor.claimant_id, reference=reference, today=clock.today())


def _helped_place(actor: Actor, reference: str, scopes: tuple[HelpScope, ...]) -> Member | None:
    """The place on the claim with this reference of somebody whom the actor may help with one of these today."""
    if not scopes or not actor.has_role(Role.HELPER):
        return None
    today = clock.today()
    helped = Help.objects.by_helper(actor, today).filter(scopes__overlap=list(scopes))
    return (
        Member.objects.current(today)
        .filter(Exists(helped.filter(person=OuterRef("person"))), claim__reference=reference)
        .select_related("claim__draft", "person")
        .defer("person__nino")
        .order_by("recorded_at")
        .first()
    )


def _begin_helping(request: HttpRequest, member: Member) -> None:
    """A helper is on somebody's page: shown in a banner, and what they do there is done for that person."""
    request.actor = request.actor.assisting(member.person_id, Channel.ONLINE)  # type: ignore[attr-defined]
    request.helping = Viewing(member.claim.reference, member.person.full_name)  # type: ignore[attr-defined]


def _record_help(request: HttpRequest, member: Member, response: HttpResponseBase) -> None:
    """A helper is about to see somebody's page, however they asked for it: also a form that they sent, shown again."""
    if not 300 <= response.status_code < 400:
        by = request.actor  # type: ignore[attr-defined]
        record_help_visit(claim=member.claim, person=member.person, page=_page_name(request), by=by)


def _page_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else request.path


def current_member(claim: Claim, person_id: Any) -> Member | None:
    """This person's place on the claim today."""
    return claim.members.current(clock.today()).filter(person=person_id).select_related("person").first()


def _record_read(request: HttpRequest, claim: Claim) -> None:
    """Staff read somebody's page: recorded for the reason they opened the record with, and shown in a banner."""
    actor = request.actor  # type: ignore[attr-defined]
    opening, people = opening_of(claim, actor), people_on(claim)
    if opening is None:
        raise Http404
    record_visit(claim=claim, people=people, opening=opening, page=_page_name(request), by=actor)
    request.actor = as_visitor(actor, opening)  # type: ignore[attr-defined]
    name = ", ".join(person.full_name for person in people)
    request.viewing_as_staff = Viewing(claim.reference, name)  # type: ignore[attr-defined]
