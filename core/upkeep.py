"""How old the service's secrets are: a key that is never changed is known to somebody some day.

When each came into use is written down beside it (``SECRETS_SINCE``), with for how long it may be used
(``SECRET_DAYS``). Nothing of a secret itself is kept or shown here.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from core import clock


def ages() -> Iterator[tuple[str, int]]:
    """The secrets that this process has, and for how many days each was used; those of which nobody says are left
    out."""
    today = clock.machine_now().date()
    for name in sorted(settings.SECRETS_HELD & settings.SECRETS_SINCE.keys()):
        yield name, (today - settings.SECRETS_SINCE[name]).days
