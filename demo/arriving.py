"""A text from somebody whose number we know, and an email and a text from nobody we know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from accounts.models import Person
from conversations.inbound.mail import read_mail
from conversations.inbound.models import Arrived
from conversations.inbound.reading import read_text
from conversations.inbound.services import take_in
from core import clock
from demo.histories import then
from demo.personas import Persona

WHO_TEXTED, THEIR_NUMBER = "yusuf.demir", "07700 900461"
OURS = "07700900000"
TEXT = "Hi its Yusuf, landlord says rent goes up in january. What do I need to send you"
FROM_NOBODY = "Is this the right number for universal credit? My daughter said to text you about my fit note"
EMAIL = b"""From: "J. Marsden" <j.marsden@example.com>
Subject: My change of address
Message-ID: <demonstration-1@example.com>

Hello,

I have moved and I do not know how to tell you. I have no smartphone, only this email at the library.

J. Marsden
"""


def arrive(personas: Sequence[Persona]) -> None:
    """Have these arrive, once the one who texted is among these personas."""
    if WHO_TEXTED not in {persona.slug for persona in personas} or Arrived.objects.exists():
        return
    person = Person.objects.filter(user__email=f"{WHO_TEXTED}@example.com")
    yesterday = clock.today() - timedelta(days=1)
    person.update(phone=THEIR_NUMBER, phone_confirmed_at=clock.now() - timedelta(days=30))
    with then(yesterday, 18, 40):
        take_in(read_text(sent_id=UUID(int=1), sender=THEIR_NUMBER, words=TEXT, to=OURS))
    with then(yesterday, 19, 5):
        take_in(read_text(sent_id=UUID(int=2), sender="07700 900987", words=FROM_NOBODY, to=OURS))
        take_in(read_mail(EMAIL))
