"""How a claimant is told which of their pages somebody read."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from audit.models import Access
from claims.querysets import OPENED
from core.actor import STAFF_ROLES

PAGES: dict[str, str | Promise] = {
    OPENED: _("Opened your record"),
    "staff:record": _("Your record: who you are, what you told us and what we decided"),
    "staff:identity": _("Your identity checks"),
    "staff:nino": _("Your National Insurance number"),
    "staff:decide": _("Your claim, to decide it"),
    "staff:accept": _("Your claim, to decide it"),
    "staff:refuse": _("Your claim, to decide it"),
    "staff:pay": _("Your pay"),
    "staff:correct_pay": _("Your pay, to change what is recorded"),
    "staff:withdraw_pay": _("Your pay, to remove what is recorded"),
    "staff:send_by_hand": _("A message to you, and where to send it"),
    "signals:show": _("What we compared between claims, yours among them"),
    "claims:sent": _("Where your claim stands"),
    "claims:answers": _("Your answers"),
    "claims:answers_pdf": _("A copy of your answers"),
    "payments:history": _("Your payments"),
    "payments:dates": _("Your pay dates"),
    "payments:statement": _("A payment statement"),
}
"""By the name of the page's address."""

ANOTHER_PAGE = _("A page of your claim")


def page_read(read: Access) -> str:
    """Which page was read, in words."""
    return str(PAGES.get(read.page, ANOTHER_PAGE))


def role_of(read: Access) -> str:
    """As what they read it: their roles as staff, as they were then."""
    return ", ".join(str(Role(role).label) for role in read.roles if role in STAFF_ROLES and role in Role.values)
