"""The people who work for the department."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from demo.personas.persona import Persona

STAFF = (
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
        _("Decide a claim that is waiting, with a reason that the claimant reads. Look at signals."),
        roles=(Role.DECISION_MAKER,),
    ),
    Persona(
        "ruth.osei",
        "Ruth Osei",
        _("A team leader"),
        _("Signals of fraud and error: one waits, one was explained. What came of each kind, to see which are of use."),
        roles=(Role.TEAM_LEADER,),
    ),
    Persona(
        "josie.adeyemi",
        "Josie Adeyemi",
        _("A payment officer"),
        _("Record pay and look at payments; agree to a large payment, and hear whose bank account somebody recorded."),
        roles=(Role.PAYMENT_OFFICER,),
    ),
    Persona(
        "noor.rahman",
        "Noor Rahman",
        _("Another payment officer"),
        _("Agree to a large payment as the second of two: neither can alone."),
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
        "gwen.parry",
        "Gwen Parry",
        _("Another admin"),
        _("Confirm, or refuse, the roles that Helen Marsh asks for somebody."),
        roles=(Role.ADMIN,),
    ),
    Persona(
        "nia.morgan",
        "Nia Morgan",
        _("An adviser who is Priya Nair’s neighbour"),
        _(
            "Priya’s claim is on none of her lists. Asked for by its reference, it is kept from her; then Ruth Osei "
            "sees that she asked, and chooses who deals with it."
        ),
        roles=(Role.ADVISER,),
        close_to="priya.nair",
    ),
)
