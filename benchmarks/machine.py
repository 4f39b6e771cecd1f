"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

import django
import gunicorn
from django.db import connection


def machine() -> dict[str, Any]:
    """The machine and the programs that matter, in a few words. Linux only."""
    version: int = connection.pg_version  # type: ignore[attr-defined]
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "processor": models[0].partition(":")[2].strip() if models else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": ".".join(map(str, divmod(version, 10_000))),
        "gunicorn": gunicorn.__version__,
    }
