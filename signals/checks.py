"""What `manage.py check` asks of the thresholds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from signals.kinds import BY_SLUG


@checks.register
def check_thresholds(**_: Any) -> list[checks.CheckMessage]:
    """A threshold is of a kind that there is, and never so low that one claim by itself would be a match."""
    found: list[checks.CheckMessage] = []
    for slug, threshold in settings.SIGNAL_THRESHOLDS.items():
        kind = BY_SLUG.get(slug)
        if kind is None:
            known = ", ".join(BY_SLUG)
            found.append(checks.Error(f"SIGNAL_THRESHOLDS: there is no kind {slug}. Kinds: {known}", id="signals.E001"))
        elif threshold and threshold < kind.lowest:
            problem = f"SIGNAL_THRESHOLDS: {slug} is {kind.lowest} or more, or 0 to look for none"
            found.append(checks.Error(problem, id="signals.E002"))
    return found
