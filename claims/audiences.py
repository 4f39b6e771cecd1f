"""People to whom one message may go at once, because of their claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.selectors import recipient_for
from claims.models import ClaimState, Member
from core import clock
from notifications.audiences import Audience, add_audience
from notifications.recipients import Recipient


def _people() -> QuerySet[Person]:
    """Everybody who is on an open claim today."""
    members = Member.objects.current(clock.today()).filter(claim__state=ClaimState.OPEN)
    return Person.objects.filter(pk__in=members.values("person"))


def _references() -> Iterator[str]:
    for key in _people().order_by("pk").values_list("pk", flat=True).iterator():
        yield str(key)


def _recipients(references: Collection[str]) -> Mapping[str, Recipient]:
    people = Person.objects.filter(pk__in=references).defer("nino")
    return {str(each.pk): recipient_for(each) for each in people}


def add_audiences() -> None:
    """Tell the outbox who they are."""
    add_audience(
        Audience("open-claims", _("Everybody on an open claim"), _references, lambda: _people().count(), _recipients)
    )
