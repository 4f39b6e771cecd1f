"""Using a server for a while: it is started for its first user and stopped after its last."""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.embedded_database import places
from config.embedded_database.cluster import Cluster, ServerError

_START_SECONDS = 90
_STOP_SECONDS = 30
# A keeper looks for users ten times a second.
_NOTICE_SECONDS = 0.4


@dataclass(frozen=True)
class Server:
    """A running server."""

    urls: dict[str, str]
    """What commands find in their environment: how to reach it, and where files go whose rows it has."""
    pid: int

    def is_running(self) -> bool:
        """The server's process is there."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return True


@contextlib.contextmanager
def use_server(purpose: str, *, temporary: bool = False) -> Iterator[Server]:
    """Use this checkout's server for the purpose; a temporary one is the caller's alone and is thrown away.

    Raises ServerError when it cannot be made or started.
    """
    name = f"{purpose}-{os.getpid()}" if temporary else purpose
    cluster = Cluster(places.server_folder(name), temporary=temporary)
    with contextlib.ExitStack() as stack:
        with _only_one_starts():
            if temporary:
                _clear_away_abandoned(purpose)
            cluster.folder.mkdir(exist_ok=True)
            users = stack.enter_context((cluster.folder / "users.lock").open("w"))
            fcntl.flock(users, fcntl.LOCK_SH)
            running = _start(cluster)
        # What people send is kept beside the rows that name it, and goes with them.
        beside = {"DOCUMENTS_FOLDER": str(cluster.folder / "documents")}
        yield Server({**cluster.urls(running["port"]), **beside}, running["pid"])
    _wait_until_stopped(cluster)


@contextlib.contextmanager
def _only_one_starts() -> Iterator[None]:
    folder = places.databases_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(cluster: Cluster) -> dict[str, int]:
    """Start the server unless it runs; what its keeper wrote about it."""
    path = cluster.folder / "running.json"
    with (cluster.folder / "keeper.lock").open("w") as lock:
        if _take(lock.fileno()):
            path.unlink(missing_ok=True)
            # The keeper inherits the lock: it is held from now until the keeper ends, however that happens.
            _start_keeper(cluster, lock.fileno())
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError):
            running: dict[str, int] = json.loads(path.read_text())
            return running
        if not _has_keeper(cluster):
            break
        time.sleep(0.02)
    printed = cluster.log.read_text()[-2000:]
    raise ServerError(f"The embedded PostgreSQL did not start. {cluster.log} ends:\n{printed}")


def _start_keeper(cluster: Cluster, lock: int) -> None:
    command = [sys.executable, "-m", "config.embedded_database.keeper", str(cluster.folder)]
    with cluster.log.open("wb") as log:
        subprocess.Popen(
            command + ["temporary"] * cluster.temporary,
            cwd=places.CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            # Away from the terminal: Ctrl-C must reach the users first.
            start_new_session=True,
        )


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _has_keeper(cluster: Cluster) -> bool:
    try:
        with (cluster.folder / "keeper.lock").open() as lock:
            return not _take(lock.fileno())
    except FileNotFoundError:
        return False


def _wait_until_stopped(cluster: Cluster) -> None:
    """Wait until the keeper has stopped the server, unless others still use it."""
    start = time.monotonic()
    while _has_keeper(cluster) and time.monotonic() < start + _STOP_SECONDS:
        if (cluster.folder / "running.json").exists() and time.monotonic() > start + _NOTICE_SECONDS:
            return
        time.sleep(0.02)


def _clear_away_abandoned(purpose: str) -> None:
    """Remove what temporary servers left whose keeper was killed."""
    for folder in sorted(places.databases_folder().glob(f"{purpose}-[0-9]*-*-*")):
        if not _is_used(folder):
            cluster = Cluster(folder, temporary=True)
            cluster.stop_left_behind()
            shutil.rmtree(folder)


def _is_used(folder: Path) -> bool:
    with contextlib.suppress(FileNotFoundError), (folder / "users.lock").open() as lock:
        return not _take(lock.fileno()) or _has_keeper(Cluster(folder))
    return False
