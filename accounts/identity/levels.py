"""What each level of identity opens: the one table that pages show and that what is opened goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import IdentityLevel
from govuk.fields.base import Words


class Thing(models.TextChoices):
    """Something that is opened by knowing who somebody is."""

    CLAIM = "claim", _("Fill in a claim and send it")
    JOURNAL = "journal", _("Read your journal and your to-dos")
    ACCEPTANCE = "acceptance", _("Have your claim accepted")
    PAYMENTS = "payments", _("See your payments and statements")
    FIRST_PAYMENT = "first_payment", _("Get your first payment without somebody having to look at it first")
    CHANGE_BANK = "change_bank", _("Change the account that we pay into")


@dataclass(frozen=True, slots=True)
class Opening:
    """A thing and the level from which it is open. ``is_offered``: there is a page for it, so pages may speak of it."""

    thing: Thing
    level: IdentityLevel
    is_offered: bool = True

    @property
    def words(self) -> Words:
        """What it is, for the person whom it is opened to."""
        return self.thing.label


# Which level opens what is policy, to be confirmed by whoever is responsible for it (docs/identity.md says why these).
OPENINGS = (
    Opening(Thing.CLAIM, IdentityLevel.NONE),
    Opening(Thing.JOURNAL, IdentityLevel.NONE),
    Opening(Thing.ACCEPTANCE, IdentityLevel.LOW),
    Opening(Thing.PAYMENTS, IdentityLevel.LOW),
    Opening(Thing.FIRST_PAYMENT, IdentityLevel.MEDIUM),
    # Until changes can be reported here staff record one for them, as they do whatever the level.
    Opening(Thing.CHANGE_BANK, IdentityLevel.MEDIUM, is_offered=False),
)
NEEDED: Mapping[Thing, IdentityLevel] = {opening.thing: opening.level for opening in OPENINGS}


def is_open(thing: Thing, level: IdentityLevel) -> bool:
    """Whether somebody of this level may do it."""
    return level.rank >= NEEDED[thing].rank


def opened_at(level: IdentityLevel) -> list[Words]:
    """What exactly this level opens and the one below does not, in words."""
    return [opening.words for opening in OPENINGS if opening.level == level and opening.is_offered]
