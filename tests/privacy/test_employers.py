"""Registrations that were never sent go after four weeks; those that were sent stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from accounts.actors import actor_for
from accounts.roles import Role
from audit.models import Event
from core import clock
from core.actor import Actor
from employers.models import Employer, Invitation, Representative
from employers.people import invite
from privacy.purging import purge
from tests.accounts.conftest import make_user
from tests.employers.organisations import approve, somebody

pytestmark = pytest.mark.django_db
NIGHT = Actor.system("Purge")


def test_what_was_not_sent_goes() -> None:
    begun, sent = somebody().answer(), somebody().answer().send()
    assert sent.employer
    approve(sent.employer, actor_for(make_user(roles=(Role.ADVISER,))))
    invite(employer=sent.employer, email="x@example.com", by=sent.by)
    with time_machine.travel(clock.now() + timedelta(days=27)):
        purge(kinds=["unsent_employers"], by=NIGHT)
        assert Employer.objects.count() == 2
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert [each.rows for each in purge(kinds=["unsent_employers"], by=NIGHT, dry_run=True)] == [2]
        purge(kinds=["unsent_employers"], by=NIGHT)
        assert [each.pk for each in Employer.objects.all()] == [sent.employer.pk]
        assert not Invitation.objects.exists()
        assert not Representative.objects.filter(user=begun.user).exists()
        assert Event.objects.filter(kind="employer_purged").count() == 1
        # Whoever began it can begin again.
        begun.employer = None
        begun.answer()
