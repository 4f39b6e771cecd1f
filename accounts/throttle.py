"""How often a password may be wrong, and how long to wait then.

Each try is counted before the password is looked at, under the lock of its counts, so that guesses side by side are as
many as guesses in a row; a right one is taken back. Wrong ones are counted

- by account and place together: ten, then a quarter of an hour's wait. Nobody else is kept waiting by it;
- by account, from anywhere: after twenty in an hour each next one waits twice as long as the one before, up to a
  quarter of an hour;
- by place, whatever the account: three hundred in an hour, because an office, a library or a mobile network can be one
  place. That somebody signs in from there begins no new count.

A device that the account was used on before (``accounts.devices``) has a count of its own and is in none of the others:
whatever is tried elsewhere, or by somebody behind the same address, its owner signs in. Waits end by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Tries
from core import clock
from core.digests import steady_digest

KEPT_FOR = timedelta(days=1)


class MustWait(Exception):
    """It was tried so often that the next try is only looked at later."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True, slots=True)
class Limit:
    """``free`` tries are looked at ``within`` a time, which begins anew with each try where it ``lasts``, else with the
    first. After those each waits for ``wait``, twice as long each time up to ``longest``."""

    name: str
    free: int
    within: timedelta
    wait: timedelta
    longest: timedelta
    lasts: bool = True

    def next_at(self, counted: Tries, now: datetime) -> datetime | None:
        """When another try is looked at; None when that is now."""
        if counted.count < self.free or self.is_forgotten(counted, now):
            return None
        if not self.lasts:
            return counted.began_at + self.within
        doublings = min(counted.count - self.free, 30)
        at = counted.last_at + min(self.wait * 2**doublings, self.longest)
        return at if at > now else None

    def is_forgotten(self, counted: Tries, now: datetime) -> bool:
        """Whether it was so long ago that counting begins anew."""
        return now >= (counted.last_at if self.lasts else counted.began_at) + self.within


_WAIT, _HOUR = timedelta(minutes=15), timedelta(hours=1)
ON_DEVICE = Limit("password on a device", 10, _WAIT, _WAIT, _WAIT)
FROM_PLACE = Limit("password from a place", 10, _WAIT, _WAIT, _WAIT)
OF_ACCOUNT = Limit("password of an account", 20, _HOUR, timedelta(seconds=30), _WAIT)
OF_PLACE = Limit("any password from a place", 300, _HOUR, _HOUR, _HOUR, lasts=False)
ANSWERS_FROM_PLACE = Limit("wrong answers of One Login from a place", 300, _HOUR, _HOUR, _HOUR, lasts=False)
_DAY = timedelta(days=1)
NEW_PASSWORDS_ON_DEVICE = Limit("new passwords asked for on a device", 10, _DAY, _DAY, _DAY, lasts=False)
NEW_PASSWORDS_FROM_PLACE = Limit("new passwords asked for from a place", 5, _DAY, _DAY, _DAY, lasts=False)
CODES_BACK_IN = Limit("code to get back in", 10, _WAIT, _WAIT, _WAIT)
INVITATION_CODES = Limit("code of an invitation to help", 10, _WAIT, _WAIT, _WAIT)
CODES_TO_PLACE = Limit("codes asked for from a place", 300, _HOUR, _HOUR, _HOUR, lasts=False)

Counted = tuple[Limit, str]
"""A limit, and of what: the address of an account, a place, both."""


def password_counts(*, email: str, place: str, device: bytes | None) -> list[Counted]:
    """What a password tried for this account counts in. ``device``: the one it is tried on, if the account was used
    there before."""
    if device is not None:
        return [(ON_DEVICE, f"{email} {device.hex()}")]
    return [(FROM_PLACE, f"{email} {place}"), (OF_ACCOUNT, email), (OF_PLACE, place)]


def new_password_counts(*, email: str, place: str, device: bytes | None) -> list[Counted]:
    """What asking for a new password for this account counts in. Whatever others ask for elsewhere, its owner gets a
    code: on a device that it was used on before, or from another place."""
    if device is not None:
        return [(NEW_PASSWORDS_ON_DEVICE, f"{email} {device.hex()}")]
    return [(NEW_PASSWORDS_FROM_PLACE, f"{email} {place}")]


def count_try(counts: Iterable[Counted]) -> datetime | None:
    """Count one more try, which is about to be made; returns until when the next must wait, if it must.

    Raises MustWait, with nothing counted, when this one must. Not for use inside a transaction that may fail.
    """
    now = clock.now()
    by_digest = {_digest(limit, of): limit for limit, of in counts}
    new = [Tries(digest=each, began_at=now, last_at=now) for each in sorted(by_digest)]
    with transaction.atomic():
        Tries.objects.bulk_create(new, ignore_conflicts=True)
        # In one order, so that two who count the same never wait for each other.
        rows = list(Tries.objects.select_for_update().filter(digest__in=list(by_digest)).order_by("digest"))
        limits = [(by_digest[bytes(row.digest)], row) for row in rows]
        if waits := [at for limit, row in limits if (at := limit.next_at(row, now))]:
            raise MustWait(max(waits))
        for limit, row in limits:
            if limit.is_forgotten(row, now):
                row.count, row.began_at = 0, now
            row.count, row.last_at = row.count + 1, now
        Tries.objects.bulk_update(rows, ["count", "began_at", "last_at"])
    return max((at for limit, row in limits if (at := limit.next_at(row, now))), default=None)


def take_back(counts: Iterable[Counted]) -> None:
    """The try was right: it is no wrong one. Those before it from the same place or device are forgiven; those that
    others may have made are not."""
    forgiven = [_digest(limit, of) for limit, of in counts if limit in (ON_DEVICE, FROM_PLACE)]
    kept = [_digest(limit, of) for limit, of in counts if limit not in (ON_DEVICE, FROM_PLACE)]
    with transaction.atomic():
        locked = Tries.objects.select_for_update().filter(digest__in=forgiven + kept).order_by("digest")
        list(locked.values_list("pk"))
        Tries.objects.filter(digest__in=forgiven).update(count=0)
        Tries.objects.filter(digest__in=kept).update(count=Greatest(F("count") - 1, 0))


def forgive(email: str) -> None:
    """Whoever it is has shown in another way that this account is theirs: wrong passwords from elsewhere do not make
    them wait."""
    Tries.objects.filter(digest=_digest(OF_ACCOUNT, email)).update(count=0)


def forget_tries() -> None:
    """Delete counts of which the last try was more than a day ago."""
    Tries.objects.filter(last_at__lt=clock.now() - KEPT_FOR).delete()


def _digest(limit: Limit, of: str) -> bytes:
    return steady_digest(f"tries {limit.name} {of}")


def client_address(request: HttpRequest) -> str:
    """Where a request came from.

    ``X-Forwarded-For`` is believed only as far as ``TRUSTED_PROXY_COUNT`` proxies of ours wrote it: anybody
    can send the header, and each proxy adds the address that it saw to the right.
    """
    seen: str = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.TRUSTED_PROXY_COUNT and len(hops) >= settings.TRUSTED_PROXY_COUNT:
        try:
            return str(ip_address(hops[-settings.TRUSTED_PROXY_COUNT]))
        except ValueError:
            return seen
    return seen


def place_of(request: HttpRequest) -> str:
    """What counts as one place: an address, or in IPv6 the network of one subscriber, who has very many addresses."""
    return _place_in(client_address(request))


@lru_cache(maxsize=4096)
def _place_in(seen: str) -> str:
    try:
        address = ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return seen


def waiting_page(request: HttpRequest, waiting: MustWait) -> HttpResponse:
    """The page that says when to try again, the same whether or not the address has an account."""
    return render(request, "accounts/locked_out.html", {"again_at": round_up(waiting.until)}, status=429)


def round_up(until: datetime) -> datetime:
    """The full minute to say: a part of one is rounded up, so that the time shown is never too early."""
    return (until + timedelta(seconds=59)).replace(second=0, microsecond=0)
