"""The server that a checkout gives itself, seen from outside: as a command that runs another command."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config.embedded_database import places
from config.embedded_database.cluster import Cluster

RUN = [sys.executable, "-m", "config.embedded_database", "run"]
PURPOSE = "selftest"
TEMPORARY = [*RUN, "--temporary", "--purpose", PURPOSE, "--"]


def environment(**values: str) -> dict[str, str]:
    """This environment without what chooses a database."""
    chosen = {"DATABASE_URL", "MIGRATION_DATABASE_URL", "DEBUG", "DEMONSTRATION"}
    return {key: value for key, value in os.environ.items() if key not in chosen} | values


def run(command: list[str], **values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=places.CHECKOUT, env=environment(**values), capture_output=True, text=True, timeout=60
    )


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def folders() -> set[Path]:
    return set(places.databases_folder().glob(f"{PURPOSE}-*"))


def wait_until(happens: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.05)


needs_server = pytest.mark.skipif(
    not places.package_folder().exists(),
    reason="set-up left the embedded server out because DATABASE_URL is set",
)


def test_a_database_that_is_named_is_used_and_nothing_is_started():
    show = python("import os; print(os.environ['DATABASE_URL'], os.environ['MIGRATION_DATABASE_URL'])")
    url = "postgresql://db.example/service"
    assert run([*RUN, "--", *show], DATABASE_URL=url).stdout.split() == [url, url]
    owner = "postgresql://owner@db.example/service"
    both = run([*RUN, "--", *show], DATABASE_URL=url, MIGRATION_DATABASE_URL=owner)
    assert both.stdout.split() == [url, owner]


def test_a_live_service_never_gets_an_embedded_database():
    done = run([*RUN, "--", *python("print('ran')")])
    assert done.returncode == 2
    assert "DATABASE_URL is not set" in done.stderr
    assert done.stdout == ""


def test_the_commands_status_is_passed_on():
    assert run([*RUN, "--", "sh", "-c", "exit 7"], DATABASE_URL="x").returncode == 7
    assert run([*RUN, "--", "no-such-program"], DATABASE_URL="x").returncode == 127


@needs_server
def test_a_server_has_two_roles_and_leaves_nothing_behind():
    before = folders()
    show = python("import os; print(os.environ['DATABASE_URL'], os.environ['MIGRATION_DATABASE_URL']); input()")
    runner = subprocess.Popen(
        [*TEMPORARY, *show],
        cwd=places.CHECKOUT,
        env=environment(DEBUG="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert runner.stdout is not None
    application, owner = runner.stdout.readline().split()
    with psycopg.connect(owner, autocommit=True) as connection:
        extensions = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
        assert {"btree_gist", "pg_trgm"} <= extensions
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = user").fetchone() == (False,)
        connection.execute("CREATE TABLE event (id int)")
        connection.execute("CREATE DATABASE another")
    with psycopg.connect(application, autocommit=True) as connection:
        for refused in ("CREATE TABLE mine (id int)", "SELECT * FROM event", "CREATE DATABASE third"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(refused)
    for stranger in ("postgres", "uc_owner"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(owner, user=stranger, password="guess")
    runner.communicate("\n", timeout=30)
    assert runner.returncode == 0
    assert folders() == before


@pytest.mark.parametrize(("name", "host"), [("short", "%2F"), ("long" * 30, "127.0.0.1")])
def test_a_server_whose_folder_has_too_long_a_name_for_a_socket_is_reached_by_the_network(
    name: str, host: str, tmp_path: Path
):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "passwords.json").write_text('{"uc_owner": "a", "uc_app": "b"}')
    assert Cluster(folder).urls(5432)["DATABASE_URL"].startswith(f"postgresql://uc_app:b@{host}")


@needs_server
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_the_runner_ends_its_command_and_its_server(number: signal.Signals, tmp_path: Path):
    before, started, ended = folders(), tmp_path / "started", tmp_path / "ended"
    script = f"trap 'touch {ended}; exit 3' TERM; touch {started}; while :; do sleep 0.1; done"
    runner = subprocess.Popen([*TEMPORARY, "sh", "-c", script], cwd=places.CHECKOUT, env=environment(DEMONSTRATION="1"))
    wait_until(started.exists)
    runner.send_signal(number)
    assert runner.wait(30) == (3 if number == signal.SIGTERM else -signal.SIGKILL)
    wait_until(ended.exists)
    wait_until(lambda: folders() == before)


def test_each_purpose_of_each_checkout_has_its_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    demo, test = places.server_folder("demo"), places.server_folder("test")
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    assert len({demo, test, places.server_folder("demo")}) == 3
    with pytest.raises(ValueError, match="short lower-case word"):
        places.server_folder("../demo")
