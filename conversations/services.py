"""Writing to each other: once however often it is sent, with the day by which we answer, and word to the person."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import Person
from accounts.nations import working_days_for
from accounts.roles import Role
from accounts.services import tell
from audit.moves import move
from audit.services import record
from conversations.looking_after import looked_after_by
from conversations.models import Conversation, ConversationState, Post, Side
from conversations.topics import ONE_PERSON, WITH, Topic, days_to_answer
from core import clock
from core.actor import Actor, Channel
from core.permissions import STAFF_ROLES, Permission
from journal.services import add_entry

TOLD = "message_from_us"
"""The message out that there is something to read. It says nothing of what."""


class StillToAnswer(Exception):
    """The person wrote and has no answer yet: nobody closes that."""


def side_of(person_id: UUID, by: Actor) -> Side:
    """On which side this actor writes to, or as, this person. Raises PermissionDenied for who may do neither."""
    if person_id in (by.claimant_id, by.on_behalf_of_id):
        return Side.PERSON
    if by.may(Permission.ANSWER_MESSAGES) and by.person_id != person_id:
        return Side.STAFF
    raise PermissionDenied("This actor writes to nobody here")


def start_conversation(*, person: Person, topic: str, words: str, key: UUID, by: Actor) -> Post:
    """Begin a conversation with what is written first, under the key of its form: sent again, it is the same.

    Raises PermissionDenied for who may not, or a key that is somebody else's; ValueError for an unknown topic.
    """
    about, side = Topic(topic), side_of(person.pk, by)
    with transaction.atomic():
        if before := _again(person, key):
            return before
        now = clock.now()
        conversation = Conversation.objects.create(
            person=person, topic=about, with_whom=WITH[about], started_at=now, started_by=side, last_at=now
        )
        return _write(conversation, side, words, key, by)


def write(*, conversation: Conversation, words: str, key: UUID, by: Actor) -> Post:
    """Write in a conversation, under the key of its form: sent again, it is the same. One that was closed goes on.

    Raises PermissionDenied for who may not, or a key that is somebody else's.
    """
    side = side_of(conversation.person_id, by)
    with transaction.atomic():
        if before := _again(conversation.person, key):
            return before
        locked = Conversation.objects.select_for_update(of=("self",)).select_related("person").get(pk=conversation.pk)
        if locked.state == ConversationState.CLOSED:
            locked = move(locked, "reopen", by=by, person_id=locked.person_id)
        return _write(locked, side, words, key, by)


def receive(*, person: Person, words: str, key: UUID, arrived_by: str, by: Actor) -> Post:
    """Keep what came by email or text from this person's address, under its own key, as something that waits for an
    answer: in the conversation that such mail began and that is not closed, else in one of its own. Nobody signed in,
    and it is marked so."""
    with transaction.atomic():
        if before := _again(person, key):
            return before
        arrived = Exists(Post.objects.filter(conversation=OuterRef("pk")).exclude(arrived_by=""))
        begun = Conversation.objects.filter(arrived, person=person, topic=Topic.OTHER, state=ConversationState.OPEN)
        conversation = begun.select_for_update(of=("self",)).order_by("-last_at", "-pk").first()
        if conversation is None:
            now, topic = clock.now(), Topic.OTHER
            conversation = Conversation.objects.create(
                person=person, topic=topic, with_whom=WITH[topic], started_at=now, started_by=Side.PERSON, last_at=now
            )
        return _write(conversation, Side.PERSON, words, key, by, arrived_by=arrived_by)


def _again(person: Person, key: UUID) -> Post | None:
    """What was written under this key already. The person's row is the lock, so that two requests at once make one."""
    # Not its key: rows that name the person are written meanwhile by whoever has locked the conversation.
    Person.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=person.pk)
    before = Post.objects.filter(pk=key).select_related("conversation").defer("words").first()
    if before and before.conversation.person_id != person.pk:
        raise PermissionDenied("It was written to somebody else")
    return before


def _write(conversation: Conversation, side: Side, words: str, key: UUID, by: Actor, *, arrived_by: str = "") -> Post:
    now = clock.now()
    post = Post.objects.create(
        id=key,
        conversation=conversation,
        side=side,
        words=words,
        at=now,
        by_id=None if arrived_by else by.user_id,
        by_name="" if arrived_by else by.name,
        by_role=_role(conversation, by) if side == Side.STAFF else "",
        by_helper=side == Side.PERSON and not arrived_by and by.claimant_id != conversation.person_id,
        arrived_by=arrived_by,
        channel=Channel.SYSTEM if arrived_by else by.channel,
    )
    conversation.last_at = now
    if side == Side.PERSON:
        _expect_answer(conversation, by)
    else:
        _answered(conversation, by)
    conversation.save()
    record(
        "message_arrived" if arrived_by else "message_written",
        by=by,
        subject=post,
        person_id=conversation.person_id,
        conversation=str(conversation.pk),
        side=side,
    )
    data = {"topic": conversation.topic, "post": str(post.pk), "conversation": str(conversation.pk)}
    if side == Side.PERSON:
        data["reply_by_day"] = str(conversation.reply_by)
    kind = "message_to_us" if side == Side.PERSON else "message_from_us"
    if arrived_by:
        kind, data["arrived_by"] = "message_arrived", arrived_by
    add_entry(person=conversation.person, kind=kind, data=data, by=by)
    return post


def _role(conversation: Conversation, by: Actor) -> str:
    """What whoever answers is to the person; where nothing in particular, the first role that they have with us."""
    theirs = looked_after_by(conversation.person_id)
    mine = [role for role, each in theirs.items() if each.staff_id == by.user_id]
    if conversation.with_whom in mine or conversation.with_whom not in ONE_PERSON:
        return conversation.with_whom
    return next(iter(mine), None) or role_of(by)


def role_of(by: Actor) -> str:
    """The first role that a member of staff has with us, for how they are named; "" for anybody else."""
    return next((role for role in Role.values if role in by.roles & STAFF_ROLES), "")


def _expect_answer(conversation: Conversation, by: Actor) -> None:
    """They wait for us: from the first time that they wrote and had no answer, whatever they wrote after it."""
    if conversation.reply_by is None:
        conversation.reply_by = day_to_answer(conversation.topic, conversation.person_id)
    if by.claimant_id == conversation.person_id:
        conversation.person_read_at = conversation.last_at


def _answered(conversation: Conversation, by: Actor) -> None:
    conversation.last_from_us_at = conversation.staff_read_at = conversation.last_at
    conversation.reply_by = conversation.escalated_at = None
    read, told = conversation.person_read_at, conversation.told_at
    if told is None or (read is not None and read >= told):
        tell(person=conversation.person, template=TOLD, by=by)
        conversation.told_at = conversation.last_at


def day_to_answer(topic: str, person_id: UUID) -> date:
    """The day by which we answer what this person writes about this today."""
    return working_days_for(person_id, clock.today(), days_to_answer(topic))


def mark_read(*, conversation: Conversation, side: Side) -> None:
    """Note that this side has read all of it: nothing where something was written since, which they have not seen. For
    the person only when they read it themself."""
    name, now = ("person_read_at" if side == Side.PERSON else "staff_read_at"), clock.now()
    if Conversation.objects.filter(pk=conversation.pk, last_at=conversation.last_at).update(**{name: now}):
        setattr(conversation, name, now)


def close_conversation(*, conversation: Conversation, by: Actor) -> Conversation:
    """Note that there is nothing more to say for now. Both still read it, and either goes on by writing.

    Raises StillToAnswer, PermissionDenied for who may not, and MoveRefused where it is closed.
    """
    if side_of(conversation.person_id, by) != Side.STAFF:
        raise PermissionDenied("Only staff close a conversation")
    with transaction.atomic():
        locked = Conversation.objects.select_for_update(of=("self",)).select_related("person").get(pk=conversation.pk)
        if locked.reply_by is not None:
            raise StillToAnswer
        closed = move(locked, "close", by=by, person_id=locked.person_id)
        data = {"topic": locked.topic, "conversation": str(locked.pk)}
        add_entry(person=locked.person, kind="conversation_closed", data=data, by=by)
    return closed


BATCH = 200


def escalate_late(*, by: Actor) -> int:
    """Tell a team leader, once each, of everybody to whom we did not answer by the day that we said. How many."""
    today, done = clock.today(), 0
    while True:
        with transaction.atomic():
            late = Conversation.objects.to_answer().filter(reply_by__lt=today, escalated_at=None)
            batch = list(late.select_related("person").select_for_update(of=("self",), skip_locked=True)[:BATCH])
            for conversation in batch:
                conversation.escalated_at = clock.now()
                conversation.save(update_fields=["escalated_at"])
                record(
                    "conversation_escalated",
                    by=by,
                    subject=conversation,
                    person_id=conversation.person_id,
                    reply_by=conversation.reply_by,
                )
                data = {"topic": conversation.topic, "conversation": str(conversation.pk)}
                add_entry(person=conversation.person, kind="conversation_late", data=data, by=by)
        done += len(batch)
        if not batch:
            return done
