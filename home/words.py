"""How a claimant is told what somebody read and did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from audit.models import AccessReason
from audit.services import SEARCHED, USERS_READ
from claims.querysets import OPENED
from core.actor import Channel
from core.permissions import STAFF_ROLES

PAGES: dict[str, str | Promise] = {
    OPENED: _("Opened your record"),
    "staff:record": _("Your record: who you are, what you told us and what we decided"),
    "staff:identity": _("Your identity checks"),
    "staff:identity_of": _("Your identity checks"),
    "staff:identity_documents": _("Your identity checks"),
    "staff:identity_face_to_face": _("Your identity checks"),
    "staff:identity_questions": _("Your identity checks"),
    "staff:identity_take_back": _("Your identity checks"),
    "staff:evidence": _("What we asked you to show, and what you sent"),
    "staff:evidence_of": _("What we asked you to show, and what you sent"),
    "staff:evidence_file": _("A file that you sent"),
    "staff:conversations": _("Your messages"),
    "staff:conversations_of": _("Your messages"),
    "staff:start_conversation": _("Your messages, to write to you"),
    "staff:conversation": _("Your messages"),
    "staff:conversation_file": _("A file that is with your messages"),
    "staff:message": _("Your messages"),
    "staff:message_file": _("A file that is with your messages"),
    "staff:promise": _("What we agreed with you"),
    "staff:contacts": _("Calls, meetings, post and emails with you"),
    "staff:contacts_of": _("Calls, meetings, post and emails with you"),
    "staff:note_contact": _("Calls, meetings, post and emails with you, to write one down"),
    "staff:contact": _("A call, meeting, post or email with you"),
    "staff:correct_contact": _("A call, meeting, post or email with you, to correct what was written down"),
    "staff:contact_file": _("A file that came from you or for you"),
    "staff:looks_after": _("Who looks after you"),
    "staff:evidence_add": _("What we asked you to show, to add what you gave us"),
    "staff:todos": _("What we asked you to do"),
    "staff:todos_of": _("What we asked you to do"),
    "staff:todos_pause": _("What we asked you to do, to give you time after a death"),
    "staff:todo": _("Something we asked you to do, and what was said about it"),
    "staff:diary": _("Your appointment, in the diary of who meets you"),
    "staff:appointment": _("Your appointment"),
    "staff:appointments": _("Your appointments"),
    "staff:appointments_of": _("Your appointments"),
    "staff:their_needs": _("What you need when we meet you"),
    "staff:their_book": _("Your appointments, to book one for you"),
    "staff:their_book_time": _("Your appointments, to book one for you"),
    "staff:their_show": _("Your appointment"),
    "staff:their_change": _("Your appointment, to move it for you"),
    "staff:their_change_time": _("Your appointment, to move it for you"),
    "staff:their_cancel": _("Your appointment, to cancel it"),
    "staff:their_why_missed": _("Why you could not come to an appointment"),
    "staff:absence": _("Why you could not come to an appointment"),
    "staff:first_payment": _("Your first payment"),
    "staff:large_payment": _("A large payment, which two look at"),
    "staff:account": _("The account we pay into"),
    "staff:check_account": _("The account we pay into"),
    "staff:record_account": _("The account we pay into"),
    "staff:recovery": _("Your account, to help you back into it"),
    "staff:recovery_of": _("Your account, to help you back into it"),
    "staff:concern": _("Your account, because of what you told us about it"),
    "staff:nino": _("Your National Insurance number"),
    "staff:decide": _("Your claim, to decide it"),
    "staff:accept": _("Your claim, to decide it"),
    "staff:refuse": _("Your claim, to decide it"),
    "staff:pay": _("Your pay"),
    "staff:correct_pay": _("Your pay, to change what is recorded"),
    "staff:withdraw_pay": _("Your pay, to remove what is recorded"),
    "staff:copies": _("What we sent you, to send you a copy on paper"),
    "staff:copies_of": _("What we sent you, to send you a copy on paper"),
    "staff:send_by_hand": _("A message to you, and where to send it"),
    "staff:settle": _("Whether a message to you arrived"),
    "batches:make": _("A message to you, and where to send it"),
    "signals:show": _("What we compared between claims, yours among them"),
    "copies:on_paper": _("A copy of your data, to print it for you"),
    SEARCHED: _("Who did what on your record, to check that our work is right"),
    USERS_READ: _("The email address of your account, and whether you can sign in"),
    "staff:helpers": _("Who helps you"),
    "staff:helpers_of": _("Who helps you"),
    "staff:end_help": _("Who helps you, to end it"),
    "staff:appointee": _("Who may be appointed to act for you"),
    "claims:tasks": _("Your claim, to answer it with you"),
    "claims:question": _("A question of your claim"),
    "claims:item_question": _("A question of your claim"),
    "claims:task_check": _("Some of your answers"),
    "claims:item_check": _("Some of your answers"),
    "claims:list": _("Some of your answers"),
    "claims:remove_item": _("Some of your answers"),
    "journal:helped_journal": _("Your journal"),
    "conversations:helped_list": _("Your messages"),
    "conversations:helped_start": _("Your messages, to write to us for you"),
    "conversations:helped_show": _("Your messages"),
    "conversations:helped_file": _("A file that is with your messages"),
    "contacts:helped_list": _("Calls, meetings, post and emails with you"),
    "contacts:helped_show": _("A call, meeting, post or email with you"),
    "contacts:helped_not_right": _("A call, meeting, post or email with you"),
    "contacts:helped_file": _("A file that came from you or for you"),
    "appointments:helped_list": _("Your appointments"),
    "appointments:helped_book": _("Your appointments"),
    "appointments:helped_book_time": _("Your appointments"),
    "appointments:helped_show": _("Your appointment"),
    "appointments:helped_calendar": _("Your appointment"),
    "appointments:helped_change": _("Your appointment"),
    "appointments:helped_change_time": _("Your appointment"),
    "appointments:helped_cancel": _("Your appointment"),
    "appointments:helped_why_missed": _("Your appointment"),
    "appointments:helped_needs": _("What you need when we meet you"),
    "claims:sent": _("Where your claim stands"),
    "claims:answers": _("Your answers"),
    "claims:answers_pdf": _("A copy of your answers"),
    "payments:history": _("Your payments"),
    "standing:now": _("What you have to do, and what we are doing"),
    "payments:dates": _("Your pay dates"),
    "payments:statement": _("A payment statement"),
}
"""By the name of the page's address."""

ANOTHER_PAGE = _("A page of your claim")


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did, in words to whom it was done, and the page that shows what came of it, if they may still
    see that. What is ``of_claim`` concerns everybody on the claim. What happens by itself is told, unless it is
    ``by_people``."""

    words: str | Promise
    page: str = ""
    of_claim: bool = False
    by_people: bool = False


OF_AN_ACCOUNT: dict[str, tuple[str | Promise, str]] = {
    "person_added": (_("Made a record for you"), "accounts:account"),
    "claim_started": (_("Began a claim for you"), "home:home"),
    "contact_chosen": (_("Changed how we get in touch with you"), "accounts:account"),
    "email_changed": (_("Changed your email address"), "accounts:account"),
    "phone_changed": (_("Changed your phone number"), "accounts:account"),
    "password_changed": (_("Changed your password"), "accounts:account"),
    "session_ended": (_("Signed you out on one device"), "accounts:sessions"),
    "second_step_begun": (_("Began to add a second step for signing in"), "accounts:second_steps"),
    "second_step_added": (_("Added a second step for signing in"), "accounts:second_steps"),
    "second_step_removed": (_("Removed a second step for signing in"), "accounts:second_steps"),
    "second_step_confirmed": (_("Confirmed with a second step that it was you"), "accounts:second_steps"),
    "second_step_refused": (_("Tried a second step that was not right"), "accounts:second_steps"),
    "backup_codes_made": (_("Made backup codes"), "accounts:second_steps"),
    "one_login_connected": (_("Connected your GOV.UK One Login"), "accounts:one_login"),
    "one_login_disconnected": (_("Disconnected your GOV.UK One Login"), "accounts:one_login"),
    "one_login_signed_out": (_("Signed you out, because you signed out of GOV.UK One Login"), "accounts:sessions"),
    "one_login_identity": (_("Took over from GOV.UK One Login who you are"), "accounts:identity"),
    "one_login_identity_not_proven": (_("Heard from GOV.UK One Login that you did not prove who you are"), ""),
    "one_login_not_possible": (_("Could not go on with GOV.UK One Login"), ""),
    "helper_named": (_("Named somebody to help you, or recorded who was appointed to"), "accounts:helpers"),
    "help_taken_back": (_("Ended the help of somebody"), "accounts:helpers"),
    "concern_raised": (_("Told us that something on your account was not you"), "accounts:account"),
    "concern_dealt_with": (_("Looked into what you told us about your account"), "accounts:account"),
    "recovery_begun": (_("Began to help you back into your account"), "accounts:account"),
    "recovery_code_given": (_("Gave you a code to get back into your account"), "accounts:account"),
    "recovery_finished": (_("Finished helping you back into your account"), "accounts:account"),
    "recovery_stopped": (_("Stopped helping you back into your account"), "accounts:account"),
    "data_copy_asked": (_("Asked for a copy of your data"), "privacy:held"),
    "data_copy_downloaded": (_("Downloaded the copy of your data"), "privacy:held"),
    "data_copy_printed": (_("Printed a copy of your data for you"), "privacy:held"),
    "written_copy_asked": (_("Asked for a copy on paper of what we sent you"), "letters:sent_to_you"),
    "account_closed": (_("Closed your account"), ""),
    "account_deletion_told": (_("Wrote to you that your account is deleted unless you sign in"), "privacy:held"),
    "account_deleted": (_("Deleted an account that nobody used"), ""),
    "person_deleted": (_("Deleted what was left of somebody without a claim or an account"), ""),
    "legal_hold_placed": (_("Noted that nothing about you may be deleted for now"), "privacy:held"),
    "legal_hold_ended": (_("Noted that old data about you may be deleted again"), "privacy:held"),
    "claim_purged": (_("Deleted an old claim"), "privacy:held"),
}
"""What is done with an account and what we hold, and the page that shows what came of it."""

CHANGES: dict[str, Change] = {
    "identity_checked": Change(_("Checked who you are"), "accounts:identity"),
    "identity_check_failed": Change(
        _("Asked questions by phone, and could not be sure who it was"), "accounts:identity"
    ),
    "identity_check_revoked": Change(_("Took a check of who you are back"), "accounts:identity"),
    "identity_check_asked": Change(_("Said how you would like to prove who you are"), "accounts:identity"),
    "nino_recorded": Change(_("Wrote down your National Insurance number")),
    "claim_submitted": Change(_("Sent your claim"), "claims:sent", of_claim=True),
    "claim_accepted": Change(_("Accepted your claim"), "claims:sent", of_claim=True),
    "claim_refused": Change(_("Decided that you cannot get Universal Credit"), "claims:sent", of_claim=True),
    "claim_withdrawn": Change(_("Took your claim back"), of_claim=True),
    "claim_lapsed": Change(_("Ended your claim, because it was not sent in time"), of_claim=True),
    "claim_closed": Change(_("Closed your claim"), of_claim=True),
    "claim_reminded": Change(_("Reminded you to send your claim"), of_claim=True),
    "claim_handed_over": Change(_("Chose who deals with your claim"), of_claim=True),
    "claim_let_back": Change(_("Chose who may deal with your claim"), of_claim=True),
    "help_stopped": Change(_("Ended somebody’s help for you"), "accounts:helpers"),
    "help_agreed": Change(_("Agreed to help you"), "accounts:helpers"),
    "help_ended_with_account": Change(_("Ended somebody’s help for you"), "accounts:helpers"),
    "help_given_up": Change(_("Stopped helping you"), "accounts:helpers"),
    "answers_changed": Change(_("Answered questions for you")),
    "bank_account_recorded": Change(_("Wrote down the bank account that was given for you"), "payments:history"),
    "account_check_asked": Change(_("Asked for a bank account to be checked"), "payments:history", of_claim=True),
    "accountcheck_agreed": Change(
        _("Checked the bank account that was given for you"), "payments:history", of_claim=True
    ),
    "accountcheck_refused": Change(
        _("Did not agree to the bank account that was given for you"), "payments:history", of_claim=True
    ),
    "accountcheck_ended": Change(
        _("Stopped checking a bank account, because you gave one yourself or another was given"),
        "payments:history",
        of_claim=True,
    ),
    "pay_reported": Change(_("Recorded your pay"), "payments:history"),
    "pay_corrected": Change(_("Changed the pay that is recorded"), "payments:history"),
    "pay_withdrawn": Change(_("Removed pay that was recorded"), "payments:history"),
    "statement_made": Change(_("Worked out your payment for a month"), "payments:history", of_claim=True),
    "assessment_failed": Change(_("Tried to work out your payment, and could not yet"), of_claim=True),
    "payment_failed": Change(_("Tried to make a payment, and could not yet"), of_claim=True),
    "overpayment_found": Change(_("Found that you were paid too much"), "payments:history", of_claim=True),
    "payment_scheduled": Change(_("Planned a payment"), "payments:history", of_claim=True),
    "payment_held": Change(_("Put a payment on hold"), "payments:history", of_claim=True),
    "first_payment_released": Change(_("Let your first payment go"), "payments:history", of_claim=True),
    "payment_agreement_asked": Change(
        _("Looked at a large payment, which a second payment officer looks at too"), "payments:history", of_claim=True
    ),
    "paymentagreement_agreed": Change(_("Agreed to a large payment, as the second"), "payments:history", of_claim=True),
    "paymentagreement_refused": Change(_("Did not agree to a large payment"), "payments:history", of_claim=True),
    "paymentagreement_ended": Change(_("Stopped looking at a large payment"), "payments:history", of_claim=True),
    "payment_issued": Change(_("Sent a payment to your bank"), "payments:history", of_claim=True),
    "payment_returned": Change(_("Noted that your bank sent a payment back"), "payments:history", of_claim=True),
    "payment_cancelled": Change(_("Replaced a payment before it was paid"), "payments:history", of_claim=True),
    "appointment_booked": Change(_("Booked an appointment for you"), "appointments:list"),
    "appointment_moved": Change(_("Moved your appointment to another time"), "appointments:list"),
    "appointment_cancelled": Change(_("Cancelled your appointment"), "appointments:list"),
    "appointment_fitted": Change(_("Changed the length or the room of your appointment"), "appointments:list"),
    "needs_unmet": Change(_("Noted that an appointment lacks what you need"), "appointments:list"),
    "appointment_arrived": Change(_("Noted that you arrived for your appointment"), "appointments:list"),
    "appointment_attended": Change(_("Noted that your appointment was held"), "appointments:list"),
    "appointment_missed": Change(_("Noted that you did not come to your appointment"), "appointments:list"),
    "absence_answered": Change(_("Wrote down why you could not come to your appointment"), "appointments:list"),
    "absence_accepted": Change(_("Decided that you had a good reason not to come"), "appointments:list"),
    "absence_refused": Change(_("Decided that you had no good reason not to come"), "appointments:list"),
    "why_missed_asked": Change(_("Asked you why you did not come"), "appointments:list"),
    "appointment_reminded": Change(_("Reminded you of an appointment"), "appointments:list"),
    "needs_said": Change(_("Wrote down what you need when we meet you"), "appointments:needs"),
    "todo_added": Change(_("Asked you to do something"), "journal:todos"),
    "todo_completed": Change(_("Noted that you did something we asked for"), "journal:todos"),
    "todo_withdrawn": Change(_("Noted that you no longer need to do something"), "journal:todos"),
    "bereavement_noted": Change(_("Noted that somebody close to you died"), "journal:todos"),
    "todo_moved": Change(_("Changed the day by which something is to be done"), "journal:todos"),
    "more_time_asked": Change(_("Asked for more time to do something"), "journal:todos"),
    "late_todo_explained": Change(_("Said why something was not done"), "journal:todos"),
    "moretime_allowed": Change(_("Gave you more time to do something"), "journal:todos"),
    "moretime_refused": Change(_("Said that there is no more time to do something"), "journal:todos"),
    "moretime_withdrawn": Change(_("Ended a question for more time"), "journal:todos"),
    "missed_given_more_time": Change(_("Gave you more time for something that was late"), "journal:todos"),
    "missed_completed": Change(_("Noted that something that was late is done"), "journal:todos"),
    "missed_withdrawn": Change(_("Noted that something that was late is not needed"), "journal:todos"),
    "missed_explained": Change(_("Said why something was not done"), "journal:todos"),
    "todos_reminded": Change(_("Reminded you of something to do"), "journal:todos"),
    "todos_missed": Change(
        _("Noted that something was not done in time, for somebody to look at why"), "journal:todos"
    ),
    "missed_noted": Change(_("Noted for a decision maker that something was not done"), "journal:todos"),
    "language_chosen": Change(_("Changed the language we write to you in"), "accounts:account"),
    "data_copy_made": Change(_("Made the copy of your data that you asked for"), "privacy:copy"),
    "message_written": Change(_("Wrote to you, or to us for you"), "conversations:list"),
    "message_arrived": Change(
        _("Put an email or text from your address or number into your messages"), "conversations:list"
    ),
    "message_passed_on": Change(
        _("Put an email or text that is yours, as far as we know, into your messages"), "conversations:list"
    ),
    "conversation_closed": Change(_("Closed a conversation with you"), "conversations:list"),
    "conversation_reopened": Change(_("Went on with a conversation with you"), "conversations:list"),
    "conversation_escalated": Change(_("Told a team leader that we did not answer you in time"), "conversations:list"),
    "contact_noted": Change(_("Wrote down a call, meeting, post or email with you"), "contacts:list"),
    "contact_corrected": Change(_("Corrected what was written down about being in touch with you"), "contacts:list"),
    "promise_kept": Change(_("Noted that we did what we agreed with you"), "contacts:list"),
    "promise_dropped": Change(_("Changed what we agreed with you, because it was corrected"), "contacts:list"),
    "promise_escalated": Change(_("Told a team leader that we did not do in time what we agreed"), "contacts:list"),
    "looking_after_began": Change(_("Noted who looks after you")),
    "proof_asked": Change(_("Asked you to show us something"), "journal:todos"),
    "proof_withdrawn": Change(_("Noted that you no longer need to show us something"), "journal:todos"),
    "proof_sent": Change(_("Sent us what we asked for")),
    "proof_checked": Change(_("Looked at what you sent us")),
    "proof_asked_again": Change(_("Asked you to add a file again, because we could not keep it"), "journal:todos"),
    "file_downloaded": Change(_("Saved a copy of a file"), by_people=True),
    "file_added": Change(_("Added a file")),
    "file_removed": Change(_("Removed a file")),
    "document_refused": Change(_("Did not keep a file, because of what was found in it")),
    "user_changed": Change(_("Changed your account"), "accounts:account"),
    "sessions_ended": Change(_("Signed you out everywhere"), "accounts:account"),
    **{kind: Change(words, page, by_people=True) for kind, (words, page) in OF_AN_ACCOUNT.items()},
}
"""By the kind of event. Every kind that names a person or a claim is here, or is not told."""

ANOTHER_CHANGE = Change(_("Did something else on your record"))

NOT_TOLD = frozenset({"signed_in", "signed_out", "document_passed", "message_file_refused", "contact_file_refused"})
"""Kinds of event that tell nothing about whom they name, or nothing that another has not told."""

_HOW_STAFF: dict[str, str | Promise] = {
    Channel.ONLINE: _("On our own computers"),
    Channel.ASSISTED: _("Together with you"),
}


def change_of(kind: str) -> Change:
    """What was done, in words."""
    return CHANGES.get(kind, ANOTHER_CHANGE)


def page_read(page: str) -> str:
    """Which page was read, in words."""
    return str(PAGES.get(page, ANOTHER_PAGE))


def roles_in_words(roles: Iterable[str]) -> str:
    """As what they did it: as a helper, or their roles as staff, as they were then."""
    shown = STAFF_ROLES | {Role.HELPER}
    return ", ".join(str(Role(role).label) for role in roles if role in shown and role in Role.values)


def channel_in_words(channel: str, *, by_staff: bool) -> str:
    """Through which channel."""
    return str(_HOW_STAFF.get(channel, "") if by_staff else "") or str(Channel(channel).label)


def reason_in_words(reason: str) -> str:
    """Why a record was open."""
    return str(AccessReason(reason).label) if reason in AccessReason.values else ""
