"""What a persona is, and how far one may have come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.doors import Door
from accounts.roles import Role
from demo.filling import Story


class Stage(TextChoices):
    """How far a claimant has come, in the order in which it goes."""

    ACCOUNT = "account", _("Has an account and no claim")
    HALF_DONE = "half done", _("Has a claim half done")
    LAPSING = "lapsing", _("Has a claim that lapses in 2 days")
    STOPPED = "stopped", _("Cannot claim, and was told why")
    SENT = "sent", _("Has sent a claim and must prove who they are")
    DECISION = "decision", _("Has a claim that waits for a decision")
    ACCEPTED = "accepted", _("Has a claim accepted and waits for the first payment")
    PAYDAY = "payday", _("Is paid for the first time in a few days")
    PAID = "paid", _("Is paid every month")
    RETURNED = "returned", _("Has a payment that the bank sent back")
    REFUSED = "refused", _("Had a claim refused")
    WITHDRAWN = "withdrawn", _("Took a claim back")
    LAPSED = "lapsed", _("Left a claim until it lapsed")


# Headings of the list of people, and the stages under each.
STAGES: tuple[tuple[str | Promise, tuple[Stage, ...]], ...] = (
    (_("Before a claim is sent"), (Stage.ACCOUNT, Stage.HALF_DONE, Stage.LAPSING, Stage.STOPPED)),
    (_("Sent and not decided"), (Stage.SENT, Stage.DECISION)),
    (_("Accepted"), (Stage.ACCEPTED, Stage.PAYDAY)),
    (_("Paid"), (Stage.PAID, Stage.RETURNED)),
    (_("Over"), (Stage.REFUSED, Stage.WITHDRAWN, Stage.LAPSED)),
)


@dataclass(frozen=True)
class Persona:
    """Somebody to sign in as. ``name`` is what others see of staff; a claimant's comes from their claim.

    ``days`` is how long ago they claimed (or began to), beyond the months for which they were paid. ``brma`` is the
    area that decides their Local Housing Allowance. ``pay`` is what they were paid, take-home pence by payday, in
    each period since: for self-employment, the profit. ``reason`` is why their claim was decided as it was. ``showed``
    are the documents by which they proved who they are: their face was compared with the photo of one that has one.
    ``close_to`` is the slug of whom they help, or as staff know.
    """

    slug: str
    name: str
    who: str | Promise
    look_at: str | Promise
    roles: tuple[str, ...] = (Role.CLAIMANT,)
    stage: Stage = Stage.ACCOUNT
    story: Story | None = None
    days: int = 0
    months: int = 0
    pay: tuple[tuple[int, ...], ...] = ()
    brma: str = ""
    reason: str = "conditions-met"
    showed: tuple[str, str] = ("passport", "council_tax_bill")
    close_to: str = ""

    @property
    def email(self) -> str:
        """The address that they sign in with."""
        return f"{self.slug}@example.com"

    @property
    def is_staff(self) -> bool:
        """Somebody who works for the department."""
        return self.door is Door.STAFF

    @property
    def door(self) -> Door:
        """By which door they come in."""
        return Door.of(self.roles)
