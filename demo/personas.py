"""The people a demonstration has: who they are, what to look at as them, and how their past is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from demo import histories

# Long enough for the same rules as everybody's. Anybody may know it: it opens invented people's accounts only.
PASSWORD = "north river lantern"  # noqa: S105


@dataclass(frozen=True)
class Persona:
    """Somebody to sign in as. ``name`` is what others see of staff; a claimant's comes from their claim."""

    slug: str
    name: str
    who: str | Promise
    look_at: str | Promise
    roles: tuple[str, ...] = (Role.CLAIMANT,)
    past: Callable[[User], None] | None = None

    @property
    def email(self) -> str:
        """The address that they sign in with."""
        return f"{self.slug}@example.com"

    @property
    def is_staff(self) -> bool:
        """Somebody who works for the department."""
        return Role.CLAIMANT not in self.roles


# Staff first: the pasts of claimants need them.
PERSONAS: tuple[Persona, ...] = (
    Persona(
        "amina.yusuf",
        "Amina Yusuf",
        _("An adviser"),
        _("Open a claim with a reason, check who somebody is, decide a claim, record pay."),
        roles=(Role.ADVISER,),
    ),
    Persona(
        "tom.whitfield",
        "Tom Whitfield",
        _("A decision maker"),
        _("Decide a claim that is waiting, with a reason that the claimant reads."),
        roles=(Role.DECISION_MAKER,),
    ),
    Persona(
        "josie.adeyemi",
        "Josie Adeyemi",
        _("A payment officer"),
        _("Record pay and look at payments."),
        roles=(Role.PAYMENT_OFFICER,),
    ),
    Persona(
        "helen.marsh",
        "Helen Marsh",
        _("An admin"),
        _("Users, their roles, offices and the reasons for decisions, with the history of each."),
        roles=(Role.ADMIN,),
    ),
    Persona(
        "rosa.hughes",
        "Rosa Hughes",
        _("A lone parent with a part-time job, paid for two months"),
        _("Read two statements: she earned more in the second month. See who looked at her record."),
        past=histories.paid_for_two_months,
    ),
    Persona(
        "priya.nair",
        "Priya Nair",
        _("A parent who rents privately and has just sent her claim"),
        _("What happens next, and her to-do: prove who she is. Her claim waits for an adviser."),
        past=histories.just_submitted,
    ),
    Persona(
        "daniel.okafor",
        "Daniel Okafor",
        _("A young man with his claim half done"),
        _("The task list: go on where he stopped, change an answer, send the claim."),
        past=histories.half_done,
    ),
    Persona(
        "gareth.pugh",
        "Gareth Pugh",
        _("Somebody with an account who has not started a claim"),
        _("Make a claim from its first question."),
    ),
)


def persona_of(slug: str) -> Persona | None:
    """The persona of this name."""
    return next((persona for persona in PERSONAS if persona.slug == slug), None)
