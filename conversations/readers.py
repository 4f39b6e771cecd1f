"""Whose conversations a page is about: one's own, or those of somebody whom the reader helps with them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Help, HelpScope, Person
from audit.models import AccessReason
from audit.services import record_access
from conversations.models import Conversation, ConversationQuerySet
from core import access, clock
from core.actor import Actor, Channel

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose conversations these are, who reads and writes, and, where that is a helper, by what help."""

    person: Person
    by: Actor
    help_id: UUID | None = None

    @property
    def conversations(self) -> ConversationQuerySet:
        """All of theirs."""
        return Conversation.objects.of_person(self.person.pk)

    def url(self, page: str, *args: Any) -> str:
        """The address of a page of these: ``list``, ``start``, ``show`` or a ``file``."""
        if self.help_id is not None:
            return reverse(f"conversations:helped_{page}", args=[self.help_id, *args])
        return reverse("documents:own_file" if page == "file" else f"conversations:{page}", args=args)


def own(view: View) -> View:
    """A page of one's own conversations: the view is given the Reader."""

    @functools.wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.claimant_id is None:
            raise Http404
        return view(request, Reader(request.user.person, actor), **kwargs)  # type: ignore[union-attr]

    return access.roles("claimant")(page)


def helped(view: View) -> View:
    """The same for whoever helps somebody with their messages: they read and write in that person's place, which is
    recorded each time."""

    @functools.wraps(view)
    def page(request: HttpRequest, help_id: UUID, **kwargs: Any) -> HttpResponseBase:
        given = Help.objects.by_helper(request.actor, clock.today())  # type: ignore[attr-defined]
        given = given.filter(scopes__contains=[HelpScope.MESSAGES]).select_related("person")
        help_ = get_object_or_404(given.defer("email", "person__nino"), pk=help_id)
        by = request.actor.assisting(help_.person_id, Channel.ONLINE)  # type: ignore[attr-defined]
        request.actor = by  # type: ignore[attr-defined]
        request.helping = {"name": help_.person.full_name}  # type: ignore[attr-defined]
        response = view(request, Reader(help_.person, by, help_id), **kwargs)
        if not 300 <= response.status_code < 400:
            record_access(
                by=by,
                person_id=help_.person_id,
                claim_reference="",
                reason=AccessReason.HELP,
                note="",
                page=request.resolver_match.view_name if request.resolver_match else "",
            )
        return response

    return access.roles("helper")(page)
