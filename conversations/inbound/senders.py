"""Whose an address is that something came from: exactly one person who showed that they read what is sent there."""

from __future__ import annotations

import re

import phonenumbers
from django.db.models import F, Func, Value
from django.db.models.functions import Right

from accounts.models import Person
from conversations.inbound.models import Unknown
from govuk.text import plain_email
from notifications.models import Medium
from notifications.returned import normal

LONGEST_ADDRESS = 254
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
_NUMBER = re.compile(r"\+[1-9][0-9]{9,14}")


def address_of(medium: Medium, written: str) -> str:
    """An address as it is kept, found and answered; empty for what is none that can be answered."""
    if medium == Medium.EMAIL:
        address = plain_email(written)
        return address if len(address) <= LONGEST_ADDRESS and _EMAIL.fullmatch(address) else ""
    number = f"+{normal(written)}"
    # Short numbers, and names in place of a number, take no answer.
    return number if _NUMBER.fullmatch(number) and _is_possible(number) else ""


def _is_possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False  # No country has numbers that begin so; whoever sends texts can say that they come from one.


def whose(medium: Medium, address: str) -> Person | Unknown:
    """The person who confirmed this address or number as theirs and has an account in use; else why nobody is known.

    An address that somebody only typed, in a claim or for somebody else, is not enough: a mistake in it would show
    them what a stranger writes.
    """
    if not address:
        return Unknown.NO_ADDRESS
    found = who_confirmed(medium, address)
    if len(found) == 1:
        return found[0]
    return Unknown.SEVERAL if found else Unknown.NOBODY


def who_confirmed(medium: str, address: str) -> list[Person]:
    """Everybody with an account in use who confirmed this address or number."""
    people = Person.objects.defer("nino").filter(user__is_active=True)
    if medium == Medium.EMAIL:
        return list(people.filter(user__email=address, user__email_confirmed_at__isnull=False))
    last = Right(Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"), 10)
    confirmed = people.filter(phone_confirmed_at__isnull=False).alias(last=last).filter(last=normal(address)[-10:])
    return [each for each in confirmed if normal(each.phone) == normal(address)]
