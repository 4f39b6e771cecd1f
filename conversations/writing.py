"""A form in which somebody writes, and adds files: what was typed is kept whatever is wrong, and it is sent once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from conversations.models import Post, place_of
from core.actor import Actor
from core.ids import new_id
from documents.adding import AddFilesForm, Adding, add_files, files_at


@dataclass(frozen=True, slots=True)
class Writing:
    """What a page shows: the form with what was typed and what is wrong, under the ``key`` that makes sending it twice
    the same as once. ``post`` is the row of what was written, once it is sent."""

    key: UUID
    adding: Adding | None = None
    post: Any = None

    @property
    def form(self) -> Any:
        """The form itself."""
        return self.adding.form if self.adding else None

    @property
    def has_errors(self) -> bool:
        """Whether something is wrong, so that nothing was sent."""
        return bool(self.form and self.form.errors)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent with a form: its row, what each of the form's questions ``had``, and where its files are."""

    row: Any
    had: Mapping[str, str]
    place: str


def sent_post(owner_id: UUID, key: UUID) -> Sent | None:
    """What this owner, or we to them, wrote under this key."""
    posts = Post.objects.filter(pk=key, conversation__person=owner_id)
    post = posts.select_related("conversation").first()
    return Sent(post, {"topic": post.conversation.topic, "words": post.words}, post.place) if post else None


def writing(
    request: HttpRequest,
    form_class: Callable[..., AddFilesForm],
    *,
    owner_id: UUID,
    by: Actor,
    send: Callable[..., Any],
    claim_reference: str = "",
    place: Callable[[UUID], str] = place_of,
    sent: Callable[[UUID, UUID], Sent | None] = sent_post,
) -> Writing:
    """Do what a page's form asked for: add files, remove one, or send all of it with ``send(words=…, key=…, …)``.

    ``place`` says where the files are that go with a key, and ``sent`` what was written for this owner
    under one already: a post, unless the caller says otherwise. The view has found that ``by`` may.
    """
    key, before = _key(request, owner_id, sent)
    if before:
        return Writing(key, post=before.row)  # It was sent already, here or in another window.
    is_all = "send" in request.POST
    adding = add_files(
        request,
        owner_id=owner_id,
        place=place(key),
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


def _key(request: HttpRequest, owner_id: UUID, sent: Callable[[UUID, UUID], Sent | None]) -> tuple[UUID, Sent | None]:
    """The key of the form, and what was sent with it, if it was.

    Who goes back and fills it in anew sends something else, which is not lost: its key follows from the first and from
    what is new, so that this too is sent once.
    """
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return new_id(), None
    while before := sent(owner_id, key):
        new = _new_in(request, before, owner_id)
        if not new:
            return key, before
        key = uuid5(key, new)
    return key, None


def _new_in(request: HttpRequest, before: Sent, owner_id: UUID) -> str:
    """What a form has that is not in what was sent with its key; nothing where it only was sent again."""
    if not {"send", "add"} & request.POST.keys():
        return ""
    had = [" ".join(words.split()) for words in before.had.values()]
    typed = [" ".join(request.POST.get(name, words).split()) for name, words in before.had.items()]
    kept = {each.sha256 for each in files_at(owner_id=owner_id, place=before.place)}
    files = [digest for each in request.FILES.getlist("documents") if (digest := _digest(each)) not in kept]
    return json.dumps([*typed, sorted(files)]) if files or typed != had else ""


def _digest(file: UploadedFile[Any]) -> str:
    hashed = hashlib.sha256()
    for piece in file.chunks():
        hashed.update(piece)
    return hashed.hexdigest()
