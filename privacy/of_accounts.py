"""What of accounts, of the journal and of messages is in a copy of somebody's data."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from privacy.section import Section, read

ACCOUNT: tuple[Section, ...] = (
    Section(
        "account",
        _("Your account"),
        "accounts.User",
        lambda person: Q(person=person),
        {
            "email": _("Email address"),
            "created_at": _("When you made it"),
            "email_confirmed_at": _("When you confirmed your email address"),
            "is_active": _("Whether you can sign in"),
        },
    ),
    Section(
        "you",
        _("About you"),
        "accounts.Person",
        lambda person: Q(pk=person.pk),
        {
            "given_names": _("First names"),
            "family_name": _("Last name"),
            "date_of_birth": _("Date of birth"),
            "nino": _("National Insurance number"),
            "email": _("Email address we write to"),
            "phone": _("Phone number"),
            "language": _("Language we write to you in"),
            "contact_by": _("How we reach you"),
            "letter_format": _("How you need your letters"),
            "created_at": _("When we first noted you"),
        },
    ),
    Section(
        "identity_checks",
        _("How you proved who you are"),
        "accounts.IdentityCheck",
        lambda person: Q(person=person),
        {
            "level": _("Level"),
            "route": _("How"),
            "documents": _("What we saw"),
            "checked_at": _("When"),
            "expires_at": _("Until when it counts"),
        },
    ),
    Section(
        "identity_requests",
        _("Proof of who you are that we are waiting for"),
        "accounts.IdentityRequest",
        lambda person: Q(person=person),
        {"route": _("How"), "documents": _("What you will show"), "asked_at": _("When you asked")},
    ),
    Section(
        "identity_taken_back",
        _("Checks of who you are that no longer count"),
        "accounts.IdentityRevocation",
        lambda person: Q(of_check__person=person),
        {"reason": _("Why"), "revoked_at": _("When")},
    ),
    Section(
        "second_steps",
        _("How you confirm that it is you"),
        "accounts.Factor",
        lambda person: Q(user__person=person),
        {"kind": _("How"), "created_at": _("Since when"), "last_used_at": _("When you last used it")},
    ),
    Section(
        "one_login",
        _("GOV.UK One Login"),
        "accounts.OneLoginAccount",
        lambda person: Q(user__person=person),
        {"issuer": _("Who runs it"), "connected_at": _("When you connected it")},
    ),
    Section(
        "sign_ins",
        _("When you signed in"),
        "accounts.SignIn",
        lambda person: Q(user__person=person),
        {"at": _("When")},
    ),
    Section(
        "helpers",
        _("People you named to help you"),
        "accounts.Help",
        lambda person: Q(person=person),
        {
            "kind": _("Who they are to you"),
            "name": _("Name"),
            "email": _("Email address"),
            "scopes": _("What they may help with"),
            "until": _("Until when"),
            "state": _("Where it stands"),
            "invited_at": _("When you named them"),
            "agreed_at": _("When they agreed"),
            "helper": _("The account they help with"),
            "ended_at": _("When it ended"),
            "named_because": _("Why we recorded that they were appointed"),
            "stopped_because": _("Why we ended it"),
        },
        value={
            "scopes": lambda row: [str(words) for words in row.scope_words],
            "helper": lambda row: row.helper_name,
        },
    ),
    Section(
        "devices",
        _("Devices you signed in on"),
        "accounts.DeviceUse",
        lambda person: Q(user__person=person),
        {"first_used_at": _("First"), "last_used_at": _("Last")},
    ),
    Section(
        "earlier_email_addresses",
        _("Your account as it was before"),
        "accounts.UserEvent",
        lambda person: Q(pgh_obj__person=person),
        {"pgh_created_at": _("When"), "email": _("Email address")},
    ),
    Section(
        "helped_back_in",
        _("When we helped you back into your account"),
        "accounts.Recovery",
        lambda person: Q(user__person=person),
        {
            "lost": _("What you had lost"),
            "begun_at": _("When it began"),
            "state": _("Where it stands"),
            "ended_at": _("When it ended"),
            "bank_changes_from": _("From when bank details could be changed"),
        },
    ),
    Section(
        "not_me",
        _("When you told us that something was not you"),
        "accounts.Concern",
        lambda person: Q(user__person=person),
        {"kind": _("What"), "said_at": _("When"), "dealt_with_at": _("When we dealt with it")},
    ),
)

JOURNAL: tuple[Section, ...] = (
    Section(
        "to_dos",
        _("What we asked you to do"),
        "journal.Todo",
        lambda person: Q(person=person),
        {
            "title": _("What"),
            "due": _("By when"),
            "state": _("Where it stands"),
            "created_at": _("When we asked"),
            "completed_at": _("When it was done"),
        },
        {"title": lambda row: str(row.words.title)},
    ),
    Section(
        "journal",
        _("Your journal"),
        "journal.Entry",
        lambda person: Q(person=person),
        {"text": _("What happened"), "at": _("When")},
        {"text": read("text")},
    ),
    Section(
        "files",
        _("Files that you added, or our staff for you"),
        "documents.Document",
        lambda person: Q(owner_id=person.pk),
        {
            "name": _("Name"),
            "kind": _("What kind of file"),
            "size_bytes": _("How large, in bytes"),
            "pages": _("How many pages"),
            "state": _("Where it stands"),
            "refused_because": _("Why we did not keep it"),
            "added_at": _("When it was added"),
            "added_by_name": _("Who added it"),
            "address": _("Where you can save the file itself, once you have signed in"),
        },
        {"address": lambda row: settings.SERVICE_URL + reverse("documents:own_file", args=[row.pk])},
    ),
    Section(
        "messages",
        _("Messages from us"),
        "notifications.Message",
        lambda person: Q(recipient_reference=str(person.pk)),
        {
            "medium": _("How"),
            "address": _("Where to"),
            "subject": _("Subject"),
            "body": _("Message"),
            "state": _("Where it stands"),
            "queued_at": _("When"),
        },
    ),
    Section(
        "copies",
        _("Copies of your data that you asked for"),
        "privacy.DataCopy",
        lambda person: Q(person=person),
        {"asked_at": _("When you asked"), "ready_at": _("When it was ready")},
    ),
    Section(
        "deletion_notice",
        _("That your account is deleted unless you sign in"),
        "privacy.DeletionNotice",
        lambda person: Q(user__person=person),
        {"told_at": _("When we told you")},
    ),
)
