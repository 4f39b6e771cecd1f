"""Those who act for an employer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from demo.personas.persona import Persona

EMPLOYERS = (
    Persona(
        "maria.lopes",
        "Maria Lopes",
        _("Somebody of a bakery that staff have approved"),
        _("Where her organisation stands, and the people who act for it: invite a colleague."),
        roles=(Role.EMPLOYER,),
    ),
    Persona(
        "owen.price",
        "Owen Price",
        _("A gardener who works for himself and has sent his registration"),
        _("What happens next, and by when. It waits for Amina Yusuf, who can check it."),
        roles=(Role.EMPLOYER,),
    ),
)
