"""How people reach us: said in one way wherever a page says to call or to ask."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _


def reach_us() -> str:
    """Phone us, where there is a number to give; else go to an office."""
    if settings.CONTACT_PHONE:
        return _("Phone us on %(phone)s.") % {"phone": settings.CONTACT_PHONE}
    return _("Go to your local office.")


reach_us_lazy = lazy(reach_us, str)
"""The same, for words that are written down before they are read."""
