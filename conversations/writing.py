"""A form in which somebody writes, and adds files: what was typed is kept whatever is wrong, and it is sent once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from conversations.forms import WriteForm
from conversations.models import Post, place_of
from core.actor import Actor
from core.ids import new_id
from documents.adding import Adding, add_files, files_at


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
    key, post = _key(request, owner_id)
    if post:
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


def _key(request: HttpRequest, owner_id: UUID) -> tuple[UUID, Post | None]:
    """The key of the form, and what was sent with it, if it was.

    Who goes back and fills it in anew sends something else, which is not lost: its key follows from the first and from
    what is new, so that this too is sent once.
    """
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return new_id(), None
    sent = Post.objects.filter(conversation__person=owner_id).select_related("conversation")
    while post := sent.filter(pk=key).first():
        new = _new_in(request, post, owner_id)
        if not new:
            return key, post
        key = uuid5(key, new)
    return key, None


def _new_in(request: HttpRequest, post: Post, owner_id: UUID) -> str:
    """What a form has that is not in what was sent with its key; nothing where it only was sent again."""
    if not {"send", "add"} & request.POST.keys():
        return ""
    words = " ".join(request.POST.get("words", "").split())
    topic = request.POST.get("topic") or post.conversation.topic
    had = {each.sha256 for each in files_at(owner_id=owner_id, place=post.place)}
    files = [digest for each in request.FILES.getlist("documents") if (digest := _digest(each)) not in had]
    if not files and topic == post.conversation.topic and words == " ".join(post.words.split()):
        return ""
    return json.dumps([topic, words, sorted(files)])


def _digest(file: UploadedFile[Any]) -> str:
    hashed = hashlib.sha256()
    for piece in file.chunks():
        hashed.update(piece)
    return hashed.hexdigest()
