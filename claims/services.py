"""Writes about claims other than sending one (see submission)."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.identity.levels import Thing
from accounts.identity.standing import others_proved_as, standing_of
from accounts.models import Person
from accounts.services import tell
from audit.moves import move
from audit.services import record
from claims.circumstances import CLAIM as CLAIM_SUBJECT
from claims.circumstances import PERSON as PERSON_SUBJECT
from claims.circumstances import Circumstance, record_circumstances
from claims.closeness import check_is_not_kept
from claims.identity import ask_before_first_payment
from claims.journey import CLAIM
from claims.models import Claim, ClaimState, Decision, Member, ReasonCode
from claims.places import is_in_london
from core import clock
from core.actor import Actor
from core.digests import digests
from core.ids import new_reference
from core.permissions import Permission
from core.states import MoveRefused
from journal.services import add_entry, withdraw_open_todos
from journeys.services import forget_answers, start_draft


class NotTheirs(PermissionDenied):
    """Only somebody on a claim, or an adviser acting for them, does this with it."""


LIVE = (ClaimState.STARTED, ClaimState.SUBMITTED, ClaimState.OPEN)


class CannotAccept(Exception):
    """Something that an award needs is missing. The message says what, to staff."""


def start_claim(*, person: Person, by: Actor) -> Claim:
    """Begin a claim for this person, or go on with the one they have: nobody has two."""
    check_acts_for(person.pk, by)
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
        current = Claim.objects.of_person(person.pk).filter(state__in=LIVE).order_by("-started_at").first()
        now = clock.now()
        if current and current.state == ClaimState.STARTED and current.draft.expires_at <= now:
            # Noted by the nightly task, which takes the locks in the usual order; it asks nothing more either way.
            current = None
        if current:
            return current
        claim = Claim.objects.create(reference=_unused_reference(), draft=start_draft(journey=CLAIM), started_at=now)
        Member.objects.create(
            claim=claim,
            person=person,
            draft=start_draft(journey=CLAIM),
            applies=DateRange(clock.today(), None),
            recorded_at=now,
        )
        record("claim_started", by=by, subject=claim, claim_reference=claim.reference, person_id=person.pk)
    return claim


def _unused_reference() -> str:
    """A reference that no claim has. Among millions of claims the same letters come up now and then."""
    while Claim.objects.filter(reference=(reference := new_reference("UC"))).exists():
        continue
    return reference


def check_acts_for(person_id: UUID, by: Actor) -> None:
    """Raise NotTheirs unless this actor is that person, or acts for them."""
    if person_id not in {by.person_id, by.on_behalf_of_id}:
        raise NotTheirs(f"{by.name or 'A visitor'} does not act for this claimant")


def check_is_on(member: Member, claim: Claim, by: Actor) -> None:
    """Raise NotTheirs unless this is a place on that claim, and the actor is in it or, as staff, acts for who is.
    Helpers send and take back nothing: whoever declares answers for it."""
    check_acts_for(member.person_id, by)
    if by.person_id != member.person_id and not by.is_staff_member:
        raise NotTheirs(f"{by.name} only helps this claimant")
    if member.claim_id != claim.pk:
        raise NotTheirs(f"{claim} is somebody else's")


def forget_unsent_answers(claim: Claim) -> None:
    """Delete what was answered in a claim that is not to be sent: its shared answers and each person's own."""
    for draft_id in [claim.draft_id, *claim.members.values_list("draft_id", flat=True)]:
        forget_answers(draft_id)


def accept_claim(
    *,
    claim: Claim,
    reason: ReasonCode,
    note: str,
    brma: str = "",
    london: bool | None = None,
    by: Actor,
) -> Claim:
    """Decide that the conditions are met: entitlement starts on the date of claim.

    ``brma`` is the Broad Rental Market Area, needed for a private tenancy; ``london`` whether the home is in
    Greater London, needed where the postcode cannot tell. A claim accepted already is returned as it is. Raises
    CannotAccept when an award could not be made, MoveRefused from another state or actor.
    """
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        if locked.state == ClaimState.OPEN:
            return locked
        members = _members(locked)
        for member in members:
            _check_can_accept(member.person)
        _record_area(locked, members[0].person, brma, london, by)
        accepted = _decide(locked, "accept", reason, note, by, set_fields={"entitled_from": locked.claimed_on})
        ask_before_first_payment(claim=accepted, person=members[0].person, by=by)
        return accepted


def record_nino(*, claim: Claim, person: Person, nino: str, by: Actor) -> None:
    """Keep the National Insurance number of somebody who could not give it with their claim.

    Recorded as holding from the date of claim. The same number again changes nothing. Raises PermissionDenied
    unless the actor may check identity, and never for their own claim; CannotAccept for somebody else's number.
    """
    if not by.may(Permission.CHECK_IDENTITY) or by.person_id == person.pk or claim.claimed_on is None:
        raise PermissionDenied("Only staff who check identity record a National Insurance number")
    check_is_not_kept(claim, by)
    with transaction.atomic():
        Claim.objects.select_for_update().get(pk=claim.pk)
        locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if locked.nino == nino:
            return
        _check_number_is_theirs_alone(locked, nino)
        identity = person.facts.as_known().on(claim.claimed_on).get(kind="identity")
        known = Circumstance("identity", PERSON_SUBJECT, {**identity.value, "knows_nino": True}, secret={"nino": nino})
        record_circumstances(
            claim=claim, person=locked, circumstances=[known], kinds=["identity"], from_day=claim.claimed_on, by=by
        )
        locked.nino = nino
        locked.save(update_fields=["nino", "nino_digest"])
        record("nino_recorded", by=by, subject=locked, claim_reference=claim.reference, person_id=person.pk)


def refuse_claim(*, claim: Claim, reason: ReasonCode, note: str, by: Actor) -> Claim:
    """Decide that a condition is not met, and tell the claimant which; nothing is left for them to do for it.
    Refusing twice is refusing once."""
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        if locked.state == ClaimState.REFUSED:
            return locked
        return _decide(locked, "refuse", reason, note, by)


def withdraw_claim(*, claim: Claim, member: Member, by: Actor) -> Claim:
    """Take back a claim that was not decided yet. Withdrawing twice is withdrawing once. Answers that were never
    sent are deleted, and nothing is left to do for it.

    Raises NotTheirs for anybody but the member or who acts for them, MoveRefused once it is decided.
    """
    check_is_on(member, claim, by)
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        if locked.state == ClaimState.WITHDRAWN:
            return locked
        if locked.state == ClaimState.STARTED:
            forget_unsent_answers(locked)
        taken_back = move(locked, "withdraw", by=by, claim_reference=locked.reference, person_id=member.person_id)
        for each in _members(locked):
            add_entry(person=each.person, kind="claim_withdrawn", data={"claim": locked.reference}, by=by)
            _ask_nothing_more(locked, each.person)
        return taken_back


def _decide(
    claim: Claim, event: str, reason: ReasonCode, note: str, by: Actor, set_fields: dict | None = None
) -> Claim:
    if reason.outcome != event or not reason.in_use:
        raise ValueError(f"{reason.code} is not a reason to {event}")
    if not by.may(Permission.DECIDE_CLAIMS) or by.user_id is None:
        raise MoveRefused(f"{by.name or 'A visitor'} may not decide {claim}")
    check_is_not_kept(claim, by)
    members = _members(claim)
    now = clock.now()
    Decision.objects.create(
        claim=claim,
        outcome=event,
        reason=reason,
        explanation=reason.explanation,
        note=note,
        decided_at=now,
        decided_by_id=by.user_id,
        decided_by_name=by.name,
    )
    decided = move(
        claim,
        event,
        by=by,
        claim_reference=claim.reference,
        person_id=members[0].person_id,
        set_fields={"decided_at": now, **(set_fields or {})},
        reason=reason.code,
    )
    outcome = "claim_accepted" if event == "accept" else "claim_refused"
    for member in members:
        add_entry(person=member.person, kind=outcome, data={"claim": claim.reference}, by=by)
        if event == "refuse":
            _ask_nothing_more(claim, member.person)
        tell(person=member.person, template=outcome, by=by)
    return decided


def _ask_nothing_more(claim: Claim, person: Person) -> None:
    """There is nothing to do for a claim that has ended. Claimants may not say so of a to-do; the service does."""
    withdraw_open_todos(person=person, subject=claim.reference, by=Actor.system("Claim ended"))


def _members(claim: Claim) -> list[Member]:
    members = claim.members.current(clock.today()).select_related("person").order_by("recorded_at")
    return list(members)


def _check_can_accept(person: Person) -> None:
    if not standing_of(person).may(Thing.ACCEPTANCE):
        raise CannotAccept(_("Verify who the claimant is first"))
    if not person.nino:
        raise CannotAccept(_("There is no award without a National Insurance number (SSAA 1992 s.1)"))
    _check_number_is_theirs_alone(person, person.nino)
    _check_proof_is_theirs_alone(person)


def _check_number_is_theirs_alone(person: Person, nino: str) -> None:
    """One number is one person: two with one number are a mistake or a fraud, and a person looks before money moves."""
    others = Person.objects.filter(nino_digest__in=digests(nino)).exclude(pk=person.pk)
    if Claim.objects.filter(members__person__in=others, state__in=LIVE).exists():
        raise CannotAccept(
            _("Somebody else has a claim with this National Insurance number. Find out whose it is first")
        )


def _check_proof_is_theirs_alone(person: Person) -> None:
    """One GOV.UK One Login is one human being, so two people proved by it are one person with two accounts, or one who
    proves who another is. Neither is put together by itself: somebody finds out."""
    if Claim.objects.filter(members__person__in=others_proved_as(person), state__in=LIVE).exists():
        raise CannotAccept(
            _("Somebody else has a claim and was proved by the same GOV.UK One Login. Find out who is who first")
        )


def _record_area(claim: Claim, person: Person, brma: str, london: bool | None, by: Actor) -> None:
    """Keep where the home lies, as far as the law asks: for the benefit cap and for Local Housing Allowance."""
    assert claim.claimed_on is not None
    home = claim.facts.as_known().on(claim.claimed_on).get(kind="home").value
    if home["tenure"] == "private" and not brma:
        raise CannotAccept(_("Choose the Broad Rental Market Area that the home is in"))
    suggested = is_in_london(home.get("postcode") or "")
    in_london = suggested if london is None else london
    if in_london is None:
        raise CannotAccept(_("Say whether the home is in Greater London: its postcode cannot tell"))
    record_circumstances(
        claim=claim,
        person=person,
        circumstances=[Circumstance("area", CLAIM_SUBJECT, {"brma": brma, "london": in_london})],
        kinds=["area"],
        from_day=claim.claimed_on,
        by=by,
    )
