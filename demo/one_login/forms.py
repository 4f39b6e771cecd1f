"""What the demonstration's One Login asks: who one is there, and what is to come of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import EmailField, RadiosField
from govuk.forms import GovukForm

_WHO = _("Any address will do. It is yours without a password, because nothing here is real.")
_WHAT, _MISSING = _("What happens there"), _("Select what happens there")
SIGNED_IN, STOPPED, DOWN = "signed_in", "stopped", "down"
PROVED, OTHER_NAME, NO_DOCUMENTS, LOOKED_AT, UNFINISHED = (
    "proved",
    "other_name",
    "no_documents",
    "looked_at",
    "unfinished",
)
LETTERS = {NO_DOCUMENTS: "B", LOOKED_AT: "C", UNFINISHED: "D"}
"""The letters by which this One Login says why it proved nothing (``config.one_login`` says what follows)."""
ERRORS = {STOPPED: "access_denied", DOWN: "temporarily_unavailable"}
_OTHERWISE = (
    (STOPPED, _("They stop before the end")),
    (DOWN, _("GOV.UK One Login has no time for them")),
)


class SignInThereForm(GovukForm):
    """Signing in to a One Login."""

    title = _("Sign in to a GOV.UK One Login that is not real")
    body = _WHO
    email = EmailField(label=_("Email address of the GOV.UK One Login"), missing=_("Enter an email address"))
    outcome = RadiosField(
        label=_WHAT,
        personal=False,
        missing=_MISSING,
        choices=((SIGNED_IN, _("They sign in, with a second factor")), *_OTHERWISE),
    )


class ProveThereForm(GovukForm):
    """Proving who one is to a One Login."""

    title = _("Prove who you are to a GOV.UK One Login that is not real")
    body = _WHO
    email = EmailField(label=_("Email address of the GOV.UK One Login"), missing=_("Enter an email address"))
    outcome = RadiosField(
        label=_WHAT,
        personal=False,
        missing=_MISSING,
        choices=(
            (PROVED, _("They prove to be who they say in their claim")),
            (OTHER_NAME, _("They prove to be somebody of another name")),
            (NO_DOCUMENTS, _("They cannot: they have no photo document")),
            (LOOKED_AT, _("They cannot, and somebody has to look at why")),
            (UNFINISHED, _("They have not finished")),
            *_OTHERWISE,
        ),
    )
