"""What somebody changes about their own account: how they sign in, and how we reach them."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actors import person_id_of
from accounts.codes import send_code, use_code
from accounts.factors.texts import full_number
from accounts.models import Concern, ConcernKind, ContactCode, DeviceUse, Person, Purpose, User
from accounts.one_login.connections import DISCONNECTED, cut_off
from accounts.services import choose_language, end_sessions
from accounts.sign_up import KNOWN_TEMPLATE, AlreadyHasAccount
from accounts.was_this_you import EMAIL_CHANGED, PASSWORD_CHANGED, PHONE_CHANGED, ask_whether_it_was_them
from audit.services import record
from core import clock
from core.actor import Actor
from govuk.text import plain_email
from notifications.models import LetterFormat, Medium
from notifications.returned import clear_returned
from notifications.stopped import start_texts

EMAIL_CODE, PHONE_CODE = "change_email_code", "change_phone_code"


def change_password(*, user: User, password: str, keep: str = "", by: Actor) -> None:
    """Give an account another password. Every session ends but the one whose stored key is to be kept; codes that were
    asked for stop working; they are told."""
    with transaction.atomic():
        locked = _lock(user)
        locked.set_password(password)
        locked.save(update_fields=["password"])
        user.password = locked.password
        ContactCode.objects.filter(user=locked, used_at=None).delete()
        record("password_changed", by=by, subject=locked, person_id=person_id_of(locked))
        end_sessions(locked, keep=keep, by=by)
        ask_whether_it_was_them(user=locked, template=PASSWORD_CHANGED, by=by)


def change_password_after_not_me(*, user: User, password: str, keep: str = "", by: Actor) -> None:
    """The same for whoever said that something was not them. A One Login that may be somebody else's signs in no more;
    they are told."""
    with transaction.atomic():
        change_password(user=user, password=password, keep=keep, by=by)
        if cut_off(user=user, by=by):
            ask_whether_it_was_them(user=user, template=DISCONNECTED, by=by)


def request_email_change(*, user: User, email: str, language: str, by: Actor) -> ContactCode:
    """Send a code to the address that an account is to have; to one that has an account, a message that says so.
    Raises TooManyCodes."""
    address = plain_email(email)
    if not User.objects.filter(email=address).exclude(pk=user.pk).exists():
        # Whoever enters it anew says that it is right now; but nobody says so of the address of somebody else.
        clear_returned([address], by=by)
    return send_code(
        purpose=Purpose.EMAIL,
        contact=address,
        template=EMAIL_CODE,
        instead=KNOWN_TEMPLATE if User.objects.filter(email=address).exists() else "",
        language=language,
        user=user,
        by=by,
    )


def finish_email_change(*, user: User, code_id: UUID, by: Actor) -> None:
    """Give an account the address that was confirmed; the old one is told. Raises NotConfirmed, or AlreadyHasAccount
    when the address got an account in the meantime."""
    with transaction.atomic():
        locked = _lock(user)
        before = locked.email
        confirmed = use_code(code_id=code_id, purpose=Purpose.EMAIL, user=locked)
        locked.email, locked.email_confirmed_at = confirmed.contact, clock.now()
        try:
            with transaction.atomic():
                locked.save(update_fields=["email", "email_confirmed_at"])
        except IntegrityError:
            raise AlreadyHasAccount from None
        Person.objects.filter(user=locked).update(email=locked.email)
        clear_returned([before], by=by)
        ContactCode.objects.filter(user=locked, used_at=None).delete()
        record("email_changed", by=by, subject=locked, person_id=by.person_id)
        ask_whether_it_was_them(user=locked, template=EMAIL_CHANGED, also_to=[before], by=by)


def request_phone_change(*, user: User, phone: str, language: str, by: Actor) -> ContactCode:
    """Text a code to the number that they want to be reached on. Raises TooManyCodes."""
    clear_returned([full_number(phone)], by=by)
    return send_code(
        purpose=Purpose.PHONE,
        contact=full_number(phone),
        template=PHONE_CODE,
        medium=Medium.TEXT,
        language=language,
        user=user,
        by=by,
    )


def finish_phone_change(*, user: User, code_id: UUID, phone: str, by: Actor) -> None:
    """Keep the number that was confirmed, as they wrote it. Raises NotConfirmed, also for another number."""
    with transaction.atomic():
        use_code(code_id=code_id, purpose=Purpose.PHONE, user=user, contact=full_number(phone))
        _keep_phone(user, phone, is_confirmed=True, by=by)


def change_phone(*, user: User, phone: str, by: Actor) -> None:
    """Keep a number that gets no texts, or none. We call it, and send no code there."""
    with transaction.atomic():
        _keep_phone(user, phone, is_confirmed=False, by=by)


def choose_contact(*, person: Person, contact_by: str, letter_format: str, language: str, by: Actor) -> None:
    """Note how, and in which format and language, somebody wants to hear from us. Raises ValueError for other ways."""
    with transaction.atomic():
        say_how_to_reach(person=person, contact_by=contact_by, letter_format=letter_format, language=language, by=by)
        Person.objects.filter(pk=person.pk).update(contact_chosen_at=clock.now())
        if contact_by == Medium.TEXT:
            start_texts([person.phone], by=by)


def say_how_to_reach(
    *,
    person: Person,
    phone: str | None = None,
    contact_by: str | None = None,
    letter_format: str | None = None,
    language: str | None = None,
    by: Actor,
) -> None:
    """Note how somebody is reached, as far as it is said here (None is not said; an empty number is none any more), on
    their account or in a claim. The person has the truth for both.

    A number that changes is not confirmed, and the old one is told. Raises ValueError for other ways, formats and
    languages.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update(of=("self",)).defer("nino").get(pk=person.pk)
        old, was_confirmed = locked.phone, bool(locked.phone_confirmed_at)
        before = (locked.contact_by, locked.letter_format)
        is_new = phone is not None and phone != old
        if phone is not None and is_new:
            locked.phone, locked.phone_confirmed_at = phone, None
        locked.contact_by = Medium(contact_by or locked.contact_by)
        locked.letter_format = LetterFormat(letter_format or locked.letter_format)
        _without_number(locked)
        locked.save(update_fields=["phone", "phone_confirmed_at", "contact_by", "letter_format"])
        after = {"contact_by": locked.contact_by, "letter_format": locked.letter_format}
        if tuple(after.values()) != before:
            record("contact_chosen", by=by, subject=locked, person_id=locked.pk, **after)
        if is_new:
            record("phone_changed", by=by, subject=locked, person_id=locked.pk, confirmed=False, removed=not phone)
            clear_returned([old], by=by)
        if is_new and old and locked.user:
            also_to = [old] if was_confirmed else []
            ask_whether_it_was_them(user=locked.user, template=PHONE_CHANGED, also_to=also_to, by=by)
        if language is not None:
            choose_language(person=locked, language=language, by=by)


def say_not_me(*, user: User, by: Actor) -> Concern:
    """Tell staff that something on an account was not done by its owner, and forget every device it was used on. What
    follows is another password, with which every session ends. Saying so twice is saying it once."""
    with transaction.atomic():
        _lock(user)
        DeviceUse.objects.filter(user=user).delete()
        return raise_concern(user=user, kind=ConcernKind.NOT_ME, by=by)


def raise_concern(*, user: User, kind: ConcernKind, by: Actor) -> Concern:
    """Have staff look at an account; one that waits for them already is enough. The user must be locked."""
    waiting = Concern.objects.open().filter(user=user, kind=kind).first()
    if waiting:
        return waiting
    concern = Concern.objects.create(user=user, kind=kind, said_at=clock.now())
    record("concern_raised", by=by, subject=concern, person_id=person_id_of(user), concern=kind)
    return concern


def _keep_phone(user: User, phone: str, *, is_confirmed: bool, by: Actor) -> None:
    person = Person.objects.select_for_update(of=("self",)).defer("nino").get(user=user)
    before, now = person.phone, clock.now()
    was_confirmed = bool(person.phone_confirmed_at)
    if phone == before and is_confirmed == was_confirmed:
        return
    person.phone, person.phone_chosen_at = phone, now
    person.phone_confirmed_at = now if is_confirmed else None
    _without_number(person)
    person.save(update_fields=["phone", "phone_chosen_at", "phone_confirmed_at", "contact_by"])
    if is_confirmed:
        start_texts([phone], by=by)
    record("phone_changed", by=by, subject=person, person_id=person.pk, confirmed=is_confirmed, removed=not phone)
    clear_returned([before], by=by)
    also_to = [before] if before and was_confirmed else []
    ask_whether_it_was_them(user=user, template=PHONE_CHANGED, also_to=also_to, by=by)


def _without_number(person: Person) -> None:
    """Nobody is texted or called who has no number."""
    if not person.phone and person.contact_by in (Medium.TEXT, Medium.PHONE):
        person.contact_by = Medium.EMAIL


def _lock(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)
