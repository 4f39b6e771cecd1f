"""How long a fresh checkout takes until it can be run."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.server import ROOT


def set_up_seconds() -> float:
    """Clone this checkout as committed to a folder of its own, run its set-up there, and say how long that took.

    Packages come from wherever they usually come from, or from the caches there are. The database's programs, which
    the checkouts of a machine share, are there already.
    """
    with tempfile.TemporaryDirectory(prefix="set-up-") as folder:
        checkout = Path(folder) / "checkout"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(checkout)], check=True)
        kept_apart = {"DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "DATABASE_URL", "MIGRATION_DATABASE_URL"}
        environment = {name: value for name, value in os.environ.items() if name not in kept_apart}
        began = time.perf_counter()
        subprocess.run(["python3", "-m", "config.set_up"], check=True, cwd=checkout, env=environment)
        return time.perf_counter() - began
