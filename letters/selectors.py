"""Reading what we wrote to people, and what is to be printed or made."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from core.actor import Actor
from letters.addressing import close_references, not_to_close_people
from letters.models import Batch, Letter
from letters.setting import PRINTED
from notifications.models import Medium, Message
from notifications.selectors import by_hand, listed_for, waiting_for_a_person


def sent_to(actor: Actor) -> QuerySet[Message]:
    """Every message to this actor that their own list shows, the newest first; none to who is no claimant."""
    return listed_for(str(actor.claimant_id)) if actor.claimant_id else Message.objects.none()


def in_a_batch() -> Exists:
    """Whether a message is a letter of a batch, printed or about to be."""
    return Exists(Letter.objects.filter(message=OuterRef("pk"), taken_back_at=None))


def to_send(actor: Actor) -> QuerySet[Message]:
    """What waits for somebody to print, post or call, the oldest first: not what is in a batch, nor what is to be made
    in another format; never to this actor or anybody close to them."""
    return not_to_close_people(actor, waiting_for_a_person().filter(_one_by_one(), ~in_a_batch()))


def sent_or_to_send(actor: Actor) -> QuerySet[Message]:
    """The same, with those that were sent already."""
    return not_to_close_people(actor, by_hand().filter(_one_by_one(), ~in_a_batch()))


def to_print(actor: Actor) -> QuerySet[Message]:
    """The letters among what waits."""
    return to_send(actor).filter(medium=Medium.LETTER)


def _one_by_one() -> Q:
    return Q(medium=Medium.PHONE) | Q(medium=Medium.LETTER, letter_format__in=PRINTED)


def batches_for(actor: Actor) -> QuerySet[Batch]:
    """Batches that this actor may print, the newest first: none with a letter to them or anybody close to them.
    ``count`` and ``sheets``: how many letters are in it that were not taken back, and pages on them."""
    theirs = Letter.objects.filter(batch=OuterRef("pk"), message__recipient_reference__in=close_references(actor))
    stays = Q(letters__taken_back_at=None)
    counted = Batch.objects.annotate(count=Count("letters", filter=stays), sheets=Sum("letters__pages", filter=stays))
    return counted.filter(~Exists(theirs)).order_by("-begun_at", "-pk")
