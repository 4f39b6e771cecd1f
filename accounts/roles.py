"""What a user may be. One user may be several: an adviser can also claim. What staff may do as what is in
``core.permissions``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A part somebody plays in the service."""

    CLAIMANT = "claimant", _("Claimant")
    HELPER = "helper", _("Helper")
    ADVISER = "adviser", _("Adviser")
    DECISION_MAKER = "decision_maker", _("Decision maker")
    PAYMENT_OFFICER = "payment_officer", _("Payment officer")
    TEAM_LEADER = "team_leader", _("Team leader")
    EMPLOYER = "employer", _("Employer")
    ADMIN = "admin", _("Admin")
