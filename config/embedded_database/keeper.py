"""The process that holds one server: it starts it, and stops it when nobody uses it any more."""

import fcntl
import json
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

from config.embedded_database.cluster import Cluster, stop


def keep(cluster: Cluster) -> None:
    """Run the server until every user has let go of the folder's lock, or the server ends by itself."""
    cluster.make()
    process, port = cluster.start()
    running = cluster.folder / "running.json"
    try:
        partial = running.with_suffix(".new")
        partial.write_text(json.dumps({"pid": process.pid, "port": port}))
        partial.rename(running)
        with (cluster.folder / "users.lock").open("w") as users:
            while process.poll() is None and not _is_unused(users.fileno()):
                time.sleep(0.1)
            running.unlink()
            stop(process.pid)
            if cluster.temporary:
                shutil.rmtree(cluster.folder)
    finally:
        stop(process.pid)


def _is_unused(lock: int) -> bool:
    """Nobody holds the lock; from now on the keeper does, so that newcomers wait for the next keeper."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(signal_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + signal_number)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _leave)
    keep(Cluster(Path(sys.argv[1]), temporary=sys.argv[2:3] == ["temporary"]))
