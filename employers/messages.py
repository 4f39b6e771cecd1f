"""Writing to those who act for an employer, at the address that they sign in with."""

from __future__ import annotations

from accounts.models import User
from core.actor import Actor
from employers.models import Employer
from notifications.recipients import Recipient
from notifications.services import send

APPLIED, APPROVED, REFUSED = "employer_applied", "employer_approved", "employer_refused"
SUSPENDED, RESTORED = "employer_suspended", "employer_restored"
INVITED, REMOVED, INVITED_FOR_YOU = "employer_invited", "employer_removed", "employer_invited_for_you"


def tell_everybody(*, employer: Employer, template: str, by: Actor) -> None:
    """Send a message to each who acts for this employer."""
    acting = User.objects.filter(representations__in=employer.representatives.acting(), is_active=True)
    for user in acting.order_by("pk"):
        tell(email=user.email, employer=employer, template=template, by=by)


def tell(*, email: str, employer: Employer, template: str, by: Actor) -> None:
    """Send a message of this employer's to one address."""
    to = Recipient(email=email, phone="", language=employer.language, reference=f"employer {employer.pk}")
    send(to=to, template=template, context={}, by=by)
