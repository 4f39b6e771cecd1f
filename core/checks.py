"""What `manage.py check --deploy` asks of what the service is given to run with."""

from __future__ import annotations

from collections import deque
from typing import Any

from django.conf import settings
from django.core import checks

from core import upkeep
from core.stolen_passwords import NotAList, StolenPasswords

PLACES_LOOKED_AT = 256


@checks.register(checks.Tags.security, deploy=True)
def check_stolen_passwords(**_: Any) -> list[checks.CheckMessage]:
    """The list of stolen passwords is there, and is what it must be at places all over it."""
    path = settings.BREACHED_PASSWORDS_FILE
    if not path:
        missing = "BREACHED_PASSWORDS_FILE is not set: passwords that were stolen elsewhere are looked up in no list"
        return [checks.Warning(missing, hint="docs/runbook.md, “Stolen passwords”", id="core.W001")]
    try:
        stolen = StolenPasswords(path)
        try:
            first, last = _ends(stolen)
        finally:
            stolen.close()
    except (OSError, NotAList) as problem:
        return [checks.Error(f"BREACHED_PASSWORDS_FILE is not the list it must be: {problem}", id="core.E001")]
    if not (first.startswith(b"0000") and last.startswith(b"FFFF")):
        part = "BREACHED_PASSWORDS_FILE is a part of the list: it does not go from 0000 to FFFF"
        return [checks.Warning(part, hint="Take the whole list", id="core.W002")]
    return []


def _ends(stolen: StolenPasswords) -> tuple[bytes, bytes]:
    sampled = stolen.sample(PLACES_LOOKED_AT)
    first = next(sampled)
    return first, deque(sampled, maxlen=1).pop()


@checks.register(checks.Tags.security, deploy=True)
def check_ages_of_secrets(**_: Any) -> list[checks.CheckMessage]:
    """It is written down since when each secret is used, and none is used for longer than it may be."""
    found: list[checks.CheckMessage] = []
    unknown = sorted(settings.SECRETS_SINCE.keys() - settings.SECRET_DAYS.keys())
    if unknown:
        found.append(checks.Error(f"SECRETS_SINCE: there is no secret {', '.join(unknown)}", id="core.E002"))
    ages = dict(upkeep.ages())
    for name in sorted(settings.SECRETS_HELD):
        if name not in ages:
            unsaid = f"SECRETS_SINCE does not say since when {name} is used"
            found.append(checks.Warning(unsaid, hint=f"Add {name}=YYYY-MM-DD", id="core.W003"))
        elif ages[name] < 0:
            found.append(checks.Error(f"SECRETS_SINCE: {name} came into use on a day to come", id="core.E003"))
        elif ages[name] > settings.SECRET_DAYS[name]:
            old = f"{name} has been used for {ages[name]} days, and may be for {settings.SECRET_DAYS[name]}"
            found.append(checks.Warning(old, hint="docs/runbook.md, “Change secrets”", id="core.W004"))
    return found
