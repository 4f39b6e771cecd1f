"""What was compared, as those who look may see it: enough to know it again, never enough to use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import DeviceUse, Person
from claims.models import Claim, Fact
from govuk.formatting import day
from payments.models import Pay
from signals.models import Evidence

DIGITS_SHOWN = 2


def compared(evidence: Iterable[Evidence]) -> list[tuple[Evidence, str]]:
    """Each row with what was seen in it, masked. One query for each table that there are rows of."""
    rows = list(evidence)
    keys: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        keys[row.row_type].append(row.row_id)
    words: dict[tuple[str, str], str] = {}
    for row_type, ids in keys.items():
        if row_type in READERS:
            words |= {(row_type, key): said for key, said in READERS[row_type](ids).items()}
    # A sign-in that was deleted since leaves nothing to show.
    return [(row, words.get((row.row_type, row.row_id), "")) for row in rows]


def _facts(ids: list[str]) -> Mapping[str, str]:
    return {str(fact.pk): _fact(fact) for fact in Fact.objects.filter(pk__in=ids)}


def _fact(fact: Fact) -> str:
    if fact.kind == "bank":
        return _("Account ending in %(digits)s") % {"digits": fact.full_value["account_number"][-DIGITS_SHOWN:]}
    if fact.kind == "home":
        return _("Postcode that begins with %(begins)s") % {"begins": fact.value["postcode"].split()[0]}
    return _("Name") if fact.kind == "identity" else _("Date of birth")


def _people(ids: list[str]) -> Mapping[str, str]:
    born = Person.objects.filter(pk__in=ids).values_list("pk", "date_of_birth")
    return {str(key): _("Born in %(year)s") % {"year": date.year} if date else "" for key, date in born}


def _devices(ids: list[str]) -> Mapping[str, str]:
    uses = DeviceUse.objects.filter(pk__in=ids).values_list("pk", "first_used_at", "last_used_at")
    return {
        str(key): _("Signed in from %(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}
        for key, first, last in uses
    }


def _pay(ids: list[str]) -> Mapping[str, str]:
    edited = Pay.objects.filter(pk__in=ids).values_list("pk", "paid_on", "superseded_at")
    return {
        str(key): _("Pay of %(paid)s, changed on %(changed)s") % {"paid": day(paid_on), "changed": _day(at)}
        for key, paid_on, at in edited
    }


def _claims(ids: list[str]) -> Mapping[str, str]:
    sent = Claim.objects.filter(pk__in=ids).values_list("pk", "submitted_at")
    return {str(key): _("Sent on %(sent)s") % {"sent": _day(at)} for key, at in sent}


def _day(moment: Any) -> str:
    return day(timezone.localdate(moment)) if moment else ""


READERS: Mapping[str, Callable[[list[str]], Mapping[str, str]]] = {
    "claims.Fact": _facts,
    "accounts.Person": _people,
    "accounts.DeviceUse": _devices,
    "payments.Pay": _pay,
    "claims.Claim": _claims,
}
