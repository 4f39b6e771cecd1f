"""Reading figures out of many times, and keeping them between runs, each part with the day on which it was measured."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

KEPT = Path(__file__).resolve().parent / "figures.json"


def within(seconds: Iterable[float], share: float) -> float:
    """The shortest time within which at least this share of the answers came (the nearest rank). Raises ValueError
    for no answers."""
    in_order = sorted(seconds)
    if not in_order:
        raise ValueError("Nothing was answered")
    return in_order[max(math.ceil(share * len(in_order)), 1) - 1]


def keep(machine: dict[str, Any], parts: dict[str, Any], path: Path = KEPT) -> dict[str, Any]:
    """Write down what was measured now beside what was measured before, if that was on the same machine; say what is
    dropped because it was not."""
    before = json.loads(path.read_text()) if path.exists() else {}
    known = before.get("parts", {})
    if before.get("machine", machine) != machine:
        dropped = [name for name in known if name not in parts]
        differs = sorted(name for name in machine if machine[name] != before["machine"].get(name))
        known = {}
        if dropped:
            print(
                f"Dropped, as measured on another machine ({', '.join(differs)}): {', '.join(dropped)}", file=sys.stderr
            )
    kept = {"machine": machine, "parts": {**known, **parts}}
    path.write_text(json.dumps(kept, indent=2) + "\n")
    return kept
