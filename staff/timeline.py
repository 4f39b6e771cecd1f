"""What happened to a claim, in words for staff."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.roles import Role
from audit.models import Event
from claims.models import Claim

WORDS: dict[str, str | Promise] = {
    "claim_started": _("Claim started"),
    "claim_submitted": _("Claim sent"),
    "claim_reminded": _("Reminded to send the claim"),
    "claim_lapsed": _("Claim not sent in time"),
    "claim_withdrawn": _("Claim taken back"),
    "claim_accepted": _("Claim accepted"),
    "claim_refused": _("Claim refused"),
    "claim_closed": _("Claim closed"),
    "identity_checked": _("Identity checked"),
    "identity_check_failed": _("Questions by phone: not sure who it was"),
    "identity_check_revoked": _("Identity check taken back"),
    "identity_check_asked": _("Said how they would like to prove who they are"),
    "helper_named": _("Helper or appointee named"),
    "help_agreed": _("Helper agreed to help"),
    "help_taken_back": _("Helper no longer wanted by the claimant"),
    "help_given_up": _("Helper stopped helping"),
    "help_stopped": _("Help ended by our staff"),
    "help_ended_with_account": _("Help ended with the claimant’s account"),
    "todo_added": _("Asked to do something"),
    "todo_completed": _("To-do done"),
    "todo_withdrawn": _("To-do no longer needed"),
    "bank_account_recorded": _("Bank account recorded by staff"),
    "account_check_asked": _("Bank account waits for somebody else to check it"),
    "accountcheck_agreed": _("Bank account checked"),
    "accountcheck_refused": _("Bank account not agreed to"),
    "accountcheck_ended": _("Bank account no longer to be checked"),
    "message_written": _("Message written"),
    "conversation_closed": _("Conversation closed"),
    "conversation_reopened": _("Conversation gone on with"),
    "conversation_escalated": _("Message not answered in time, told to a team leader"),
    "contact_noted": _("Call, meeting, post or email written down"),
    "contact_corrected": _("Call, meeting, post or email corrected"),
    "promise_kept": _("Done what we agreed"),
    "promise_dropped": _("What we agreed changed, as it was corrected"),
    "promise_escalated": _("Not done in time what we agreed, told to a team leader"),
    "looking_after_began": _("Somebody looks after the claimant"),
    "proof_asked": _("Asked to show evidence"),
    "proof_sent": _("Evidence sent"),
    "proof_checked": _("Evidence looked at"),
    "proof_withdrawn": _("Evidence no longer needed"),
    "pay_reported": _("Pay recorded"),
    "pay_corrected": _("Pay corrected"),
    "pay_withdrawn": _("Pay withdrawn"),
    "statement_made": _("Statement made"),
    "payment_scheduled": _("Payment scheduled"),
    "payment_held": _("Payment on hold"),
    "first_payment_released": _("First payment let go"),
    "payment_agreement_asked": _("Large payment agreed to by a first payment officer"),
    "paymentagreement_agreed": _("Large payment agreed to by a second payment officer"),
    "paymentagreement_refused": _("Large payment not agreed to by a second payment officer"),
    "payment_issued": _("Payment sent"),
    "payment_returned": _("Payment sent back by the bank"),
    "payment_cancelled": _("Payment replaced before it was paid"),
}
ABOUT_THE_PERSON = (
    "helper_named",
    "help_agreed",
    "help_taken_back",
    "help_given_up",
    "help_stopped",
    "help_ended_with_account",
    "identity_checked",
    "identity_check_failed",
    "identity_check_revoked",
    "identity_check_asked",
    "message_written",
    "conversation_closed",
    "conversation_reopened",
    "conversation_escalated",
    "looking_after_began",
    "contact_noted",
    "contact_corrected",
    "promise_kept",
    "promise_dropped",
    "promise_escalated",
    "todo_added",
    "todo_completed",
    "todo_withdrawn",
)
"""What happens to a person and belongs to their claim's story. Their sign-ins do not."""


def timeline_of(claim: Claim, people: list[Person]) -> QuerySet[Event]:
    """What happened to the claim and to whom it is about, the latest first."""
    about = Q(person_id__in=[person.pk for person in people], kind__in=ABOUT_THE_PERSON)
    return Event.objects.filter(Q(claim_reference=claim.reference) | about).order_by("-at", "-pk")


def in_words(event: Event) -> str:
    """What happened."""
    return str(WORDS.get(event.kind) or event.kind.replace("_", " ").capitalize())


def by_whom(event: Event) -> str:
    """Who did it: of what was done in the claimant's place, that it was a helper."""
    if event.on_behalf_of_id and Role.HELPER in event.roles:
        return gettext("%(name)s, who helps the claimant") % {"name": event.user_name}
    return event.user_name
