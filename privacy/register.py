"""Every table that says something about somebody: what of it is in a copy of their data, by which key, in which words.

A model with personal data that is not named here, in ``SECTIONS``, ``LEFT_OUT`` or ``ABOUT_STAFF``, fails a test.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from govuk.fields.base import Words
from privacy.of_accounts import ACCOUNT, JOURNAL
from privacy.of_claims import CLAIMS
from privacy.section import Section

SECTIONS: tuple[Section, ...] = (*ACCOUNT, *CLAIMS, *JOURNAL)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is held and not in the copy: what it is, why it is left out, and the models that hold it."""

    what: Words
    why: Words
    models: tuple[str, ...]


LEFT_OUT: tuple[LeftOut, ...] = (
    LeftOut(
        _("What only your partner told us, and their account, pay and papers"),
        _("It is theirs. They can ask for a copy of it."),
        (),
    ),
    LeftOut(
        _("Notes that our staff wrote for each other"),
        _("They are about how we worked. You can ask us to look for what they say about you."),
        (),
    ),
    LeftOut(
        _("Who looked at your record, and every change to it"),
        _("You can always see it, and download it, on the page “Who looked at your record”."),
        ("audit.Event", "audit.Access"),
    ),
    LeftOut(
        _("What keeps your account safe: your password, codes, keys of apps and passkeys, and open sessions"),
        _("We hold them so that not even we can read most of them. In a file they would let somebody in."),
        (
            "accounts.Session",
            "accounts.ContactCode",
            "accounts.TextCode",
            "accounts.BackupCode",
            "accounts.OneLoginSignOut",
            "accounts.Tries",
        ),
    ),
    LeftOut(
        _("What we compared between claims to find fraud and mistakes"),
        _("It says what other people told us too. The law lets us leave out what would harm finding fraud. Ask us."),
        ("signals.Trait", "signals.Signal", "signals.Evidence", "signals.Note"),
    ),
    LeftOut(
        _("Your equality answers, once you sent them"),
        _("We took your name off them: we cannot know which are yours."),
        ("claims.EqualityQuestions", "equality.Envelope"),
    ),
    LeftOut(
        _("Which pages of a claim you reached, and when we last worked out a payment"),
        _("It says nothing that is not in the rest, and most of it is deleted within a day."),
        ("journeys.PageVisit", "journeys.Draft", "journeys.DraftItem", "payments.PeriodCheck"),
    ),
    LeftOut(
        _("Whether a court or an inquiry asked us to keep your data"),
        _("We may not always say so. It changes only for how long we keep it."),
        ("privacy.LegalHold",),
    ),
    LeftOut(
        _("What somebody told us for an employer, with an account of its own"),
        _("It is the employer’s, and we do not link it to your claim. They see all of it when they sign in there."),
        (
            "employers.Employer",
            "employers.Representative",
            "employers.Invitation",
            "employers.RegisterCheck",
            "employers.EmployerDecision",
        ),
    ),
    LeftOut(
        _("Which of our staff know you, or live with you, so that your claim is kept from them"),
        _("They told us in confidence, and it is about them. We cannot always tell whom they mean."),
        ("accounts.KnownPerson", "claims.KeptAttempt", "claims.HandOver", "claims.LetBack"),
    ),
    LeftOut(
        _("How often we tried to send you a message"),
        _("It says how machines worked. What became of each message is in the copy."),
        ("notifications.Attempt", "notifications.Receipt", "notifications.BulkRecipient"),
    ),
    LeftOut(
        _("Whether our messages to your address come back, or you told us to stop our texts"),
        _("You see it on your account, and we tell you. The address itself is in the copy."),
        ("notifications.ReturnedAddress", "notifications.StoppedNumber"),
    ),
    LeftOut(
        _("How far a letter was that we print, or make in braille or as a recording"),
        _("It says how we worked. What became of each letter is in the copy."),
        ("letters.Hindrance", "letters.Production"),
    ),
    LeftOut(
        _("Feedback on the service"),
        _("We do not know who left it."),
        ("home.Feedback",),
    ),
)

ABOUT_STAFF = frozenset(
    {
        "accounts.RoleChange",
        "letters.Batch",
        "appointments.Blocked",
        "appointments.DiaryDay",
        "appointments.DiaryDayEvent",
        "signals.Known",
        "signals.KnownEvent",
        "support.Announcement",
        "support.AnnouncementEvent",
        "support.Update",
    }
)
"""Models that name nobody but who in our staff wrote them."""
