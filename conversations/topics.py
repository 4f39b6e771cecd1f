"""What a conversation can be about, whom it is with, and in how many working days we answer."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.permissions import Permission


class Topic(models.TextChoices):
    """What it is about. A closed list: whom it reaches and how soon it is answered follow from it."""

    PAYMENT = "payment", _("Your payment")
    HOME = "home", _("Where you live")
    CHILDREN = "children", _("Your children")
    HEALTH = "health", _("Your health")
    WORK = "work", _("Work and looking for work")
    ACCOUNT = "account", _("Your account")
    DECISION = "decision", _("A decision you do not agree with")
    OTHER = "other", _("Something else")


class WithWhom(models.TextChoices):
    """Whom it is with: somebody who looks after this person, or a team."""

    CASE_MANAGER = "case_manager", _("case manager")
    WORK_COACH = "work_coach", _("work coach")
    PAYMENTS = "payments", _("payments team")
    DECISIONS = "decisions", _("decisions team")
    SUPPORT = "support", _("support team")


ONE_PERSON = (WithWhom.CASE_MANAGER, WithWhom.WORK_COACH)
"""Those that one member of staff is to somebody; the others are teams."""

WITH: Mapping[str, WithWhom] = {
    Topic.PAYMENT: WithWhom.PAYMENTS,
    Topic.HOME: WithWhom.CASE_MANAGER,
    Topic.CHILDREN: WithWhom.CASE_MANAGER,
    Topic.HEALTH: WithWhom.CASE_MANAGER,
    Topic.WORK: WithWhom.WORK_COACH,
    Topic.ACCOUNT: WithWhom.SUPPORT,
    Topic.DECISION: WithWhom.DECISIONS,
    Topic.OTHER: WithWhom.CASE_MANAGER,
}

# Who sees what waits for a team: whoever may do what the team does. What is for one person whom nobody is yet waits
# for everybody who answers.
TEAMS: Mapping[str, Permission] = {
    WithWhom.PAYMENTS: Permission.MAKE_PAYMENTS,
    WithWhom.DECISIONS: Permission.DECIDE_CLAIMS,
    WithWhom.SUPPORT: Permission.HELP_BACK_IN,
}

USUAL_DAYS = 5
DAYS: Mapping[str, int] = {Topic.PAYMENT: 2, Topic.HOME: 2}
"""Working days in which we answer, where they are not the usual ones. Policy to be confirmed: money for food and a
roof cannot wait for a week."""


def days_to_answer(topic: str) -> int:
    """In how many working days we answer."""
    return DAYS.get(topic, USUAL_DAYS)
