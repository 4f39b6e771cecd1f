"""A form in which somebody writes, and adds files: what was typed is kept whatever is wrong, and it is sent once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from conversations.forms import WriteForm
from conversations.models import Post, place_of
from core.actor import Actor
from core.ids import new_id
from documents.adding import Adding, add_files


@dataclass(frozen=True, slots=True)
class Writing:
    """What a page shows: the form with what was typed and what is wrong, under the ``key`` that makes sending it twice
    the same as once. ``post`` is what was written, once it is sent."""

    key: UUID
    adding: Adding | None = None
    post: Post | None = None

    @property
    def form(self) -> Any:
        """The form itself."""
        return self.adding.form if self.adding else None

    @property
    def has_errors(self) -> bool:
        """Whether something is wrong, so that nothing was sent."""
        return bool(self.form and self.form.errors)


def writing(
    request: HttpRequest,
    form_class: type[WriteForm],
    *,
    owner_id: UUID,
    by: Actor,
    send: Callable[..., Post],
    claim_reference: str = "",
) -> Writing:
    """Do what a page's form asked for: add files, remove one, or send all of it with ``send(words=…, key=…, …)``.

    The view has found that ``by`` may.
    """
    key = _key(request)
    if key is None:
        key = new_id()
    elif post := Post.objects.filter(pk=key, conversation__person=owner_id).defer("words").first():
        return Writing(key, post=post)  # It was sent already, here or in another window.
    is_all = "send" in request.POST
    adding = add_files(
        request,
        owner_id=owner_id,
        place=place_of(key),
        by=by,
        claim_reference=claim_reference,
        needs_one="add" in request.POST,
        form_class=form_class,
    )
    if is_all and adding.is_done:
        given = {name: value for name, value in adding.form.cleaned_data.items() if name != "documents"}
        return Writing(key, post=send(**given, key=key))
    if not is_all:
        for name in set(adding.form.errors) - {"documents"}:
            del adding.form.errors[name]  # They have not finished.
    return Writing(key, adding)


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
