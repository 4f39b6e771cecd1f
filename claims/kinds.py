"""What people are asked to do, read in their journal and are sent about a claim."""

from django.utils.translation import gettext_lazy as _

from journal.kinds import EntryKind, TodoKind, add_entry_kind, add_todo_kind
from notifications.templates import add_template


def add_kinds() -> None:
    """Tell the journal and the outbox how these are worded."""
    add_todo_kind(
        TodoKind(
            slug="verify_identity",
            title=_("Prove who you are"),
            why=_("We have to know that you are you before we can pay you."),
            if_missed=_("We cannot pay you until you have done this."),
            url_name="accounts:identity",
            # Whoever sends a claim is told of it in the message that we have their claim.
            announced=False,
        )
    )
    add_entry_kind(EntryKind("claim_submitted", _("You sent your claim. Reference: %(claim)s")))
    add_entry_kind(EntryKind("identity_verified", _("We checked who you are.")))
    add_entry_kind(EntryKind("claim_accepted", _("We accepted your claim. Reference: %(claim)s")))
    add_entry_kind(EntryKind("claim_refused", _("We refused your claim. Reference: %(claim)s")))
    add_entry_kind(EntryKind("claim_withdrawn", _("Your claim was taken back. Reference: %(claim)s")))
    add_entry_kind(
        EntryKind(
            "claim_lapsed",
            _("You did not send your claim in time, so it ended and we deleted your answers. Reference: %(claim)s"),
        )
    )
    for template in ("claim_received", "claim_accepted", "claim_refused", "claim_lapsed"):
        add_template(template)
    for template in ("claim_unsent", "claim_unsent_last"):
        add_template(template, "last_day")
