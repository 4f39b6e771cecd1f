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
            if_you_cannot=_(
                "Ask for more time. If you have no documents, you can answer questions by phone or come to a jobcentre."
            ),
            days_at_once=14,
            most_days=56,
            # Whoever sends a claim is told of it in the message that we have their claim.
            announced=False,
        )
    )
    add_todo_kind(
        TodoKind(
            slug="identity_for_payment",
            title=_("Show us more of who you are, for your first payment"),
            why=_("We have to be surer who you are before we make a first payment by ourselves."),
            if_missed=_("Your first payment waits until somebody has looked at it, which takes longer."),
            if_you_cannot=_("Tell us. Somebody can then look at it without this, and let your first payment go."),
            days_at_once=14,
            most_days=56,
            url_name="accounts:identity",
        )
    )
    add_todo_kind(
        TodoKind(
            slug="identity_again",
            title=_("Prove who you are again"),
            why=_("What we know of who you are counts for a certain time only, and that time ends."),
            if_missed=_("You cannot see your payments here until you have done this. We go on paying you."),
            if_you_cannot=_("Call us: we can tell you about your payments by phone. This day cannot be moved."),
            most_days=0,
            url_name="accounts:identity",
        )
    )
    add_template("account_refused", when=_("Staff could not agree to bank details that were recorded for somebody"))
    add_entry_kind(
        EntryKind("account_check_asked", _("We are checking bank details that were given for you. Claim: %(claim)s"))
    )
    add_entry_kind(EntryKind("account_agreed", _("We checked your bank details. Claim: %(claim)s")))
    add_entry_kind(
        EntryKind("account_refused", _("We do not use the bank details that were given for you. Claim: %(claim)s"))
    )
    add_todo_kind(
        TodoKind(
            slug="evidence",
            title=_("Show us what we asked for"),
            why=_("We need to see it before we can go on with your claim. A photo of a paper is enough."),
            if_missed=_("Somebody looks at why. Tell us before the day if you need more time or cannot get it."),
            if_you_cannot=_(
                "Ask for more time, or tell us that you cannot get it. There may be something else that shows the same."
            ),
            days_at_once=7,
            most_days=56,
            url_name="claims:evidence",
            url_takes_subject=True,
        )
    )
    add_entry_kind(
        EntryKind("evidence_taken", _("We added files that you gave us, as we asked: %(files)s. Claim: %(claim)s"))
    )
    add_entry_kind(EntryKind("evidence_sent", _("You sent us files that we asked for: %(files)s. Claim: %(claim)s")))
    add_entry_kind(EntryKind("evidence_checked", _("We looked at the files that you sent us. Claim: %(claim)s")))
    add_entry_kind(
        EntryKind(
            "evidence_not_kept",
            _(
                "We could not keep one of the files that you sent: it has a virus, or cannot be opened. "
                "Take a new photo and send that. Claim: %(claim)s"
            ),
        )
    )
    add_entry_kind(
        EntryKind(
            "todos_stand_still",
            _("Somebody close to you died: you need not do your to-dos. We come back to them after %(until)s."),
            only_theirs=True,
        )
    )
    add_entry_kind(EntryKind("claim_submitted", _("You sent your claim. Reference: %(claim)s")))
    add_entry_kind(EntryKind("recovery_begun", _("We began to help you back into your account."), only_theirs=True))
    add_entry_kind(
        EntryKind("recovery_stopped", _("We stopped helping somebody back into your account."), only_theirs=True)
    )
    add_entry_kind(EntryKind("identity_verified", _("We checked who you are."), only_theirs=True))
    add_entry_kind(
        EntryKind(
            "identity_try_failed",
            _("You, or somebody else, answered our questions by phone and we could not be sure who it was."),
            only_theirs=True,
        )
    )
    add_entry_kind(
        EntryKind("identity_revoked", _("A check of who you are does not count any more."), only_theirs=True)
    )
    add_entry_kind(EntryKind("help_agreed", _("%(name)s agreed to help you with this service."), only_theirs=True))
    add_entry_kind(EntryKind("help_given_up", _("%(name)s stopped helping you with this service."), only_theirs=True))
    add_entry_kind(EntryKind("help_stopped", _("We ended the help that %(name)s gave you here."), only_theirs=True))
    add_entry_kind(
        EntryKind("appointee_recorded", _("We recorded that %(name)s was appointed to act for you."), only_theirs=True)
    )
    add_entry_kind(EntryKind("claim_accepted", _("We accepted your claim. Reference: %(claim)s")))
    add_entry_kind(EntryKind("claim_refused", _("We refused your claim. Reference: %(claim)s")))
    add_entry_kind(EntryKind("claim_withdrawn", _("Your claim was taken back. Reference: %(claim)s")))
    add_entry_kind(
        EntryKind(
            "claim_lapsed",
            _("You did not send your claim in time, so it ended and we deleted your answers. Reference: %(claim)s"),
        )
    )
    add_template("claim_received", when=_("Somebody sends their claim"), at_once=True)
    add_template("amounts_change", when=_("Amounts change: sent to many people at once by an admin"), for_many=True)
    add_template("claim_accepted", when=_("A claim is accepted"))
    add_template("claim_refused", when=_("A claim is refused"))
    add_template("claim_lapsed", when=_("A claim was not sent within 28 days, and has ended"))
    add_template("claim_unsent", "last_day", when=_("A claim that was not sent lapses in 7 days"))
    add_template("claim_unsent_last", "last_day", when=_("A claim that was not sent lapses in 2 days"))
