"""Those who help somebody who claims, from an account of their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from demo.personas.persona import Persona

HELPERS = (
    Persona(
        "sian.prosser",
        "Siân Prosser",
        _("Somebody of a charity who helps Kathleen Brady"),
        _("Whom she helps, with what and until when. Kathleen sees each page that she opens, and can end it."),
        roles=(Role.HELPER,),
        close_to="kathleen.brady",
    ),
)
