"""As it really runs: by the commands of `deploy/`, with production's settings and two database roles."""

from __future__ import annotations

import configparser
import gzip
import http.client
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.weight import files_of
from config import processes
from tests.config.test_settings import PRODUCTION
from tests.databases import CHECKOUT, administer, drop_database, migrated, named, owner_url
from tests.system.service import free_port

DATABASE = "uc_production"
INSTALLED = "/opt/universal-credit-account/.venv/bin/python"
TOKEN = "a-token-of-32-characters-or-more-for-tests"
AS_THE_PROXY_ASKS = {"Host": "service.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


def unit(name: str) -> configparser.SectionProxy:
    """What a unit's service section says."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(CHECKOUT / "deploy" / f"universal-credit-account-{name}.service")
    return parser["Service"]


def command(name: str, which: str = "ExecStart") -> list[str]:
    """A unit's command, with this checkout's Python instead of the one that is installed on a server."""
    python, *rest = shlex.split(unit(name)[which])
    assert python == INSTALLED
    return [sys.executable, *rest]


@dataclass
class Server:
    """The service as production runs it."""

    environment: dict[str, str]
    port: int
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def ask(self, path: str, **headers: str) -> tuple[int, bytes]:
        """One request on a connection of its own, as the proxy passes it on."""
        status, _headers, body = self.answer(path, **headers)
        return status, body

    def answer(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """The same, with what the answer's headers say."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={**AS_THE_PROXY_ASKS, **headers})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def start(self, name: str) -> subprocess.Popen[bytes]:
        with (self.folder / name).open("ab") as log:
            process = subprocess.Popen(
                command(name),
                cwd=CHECKOUT,
                env=self.environment,
                stdout=log,
                stderr=log,
                preexec_fn=processes.end_with_parent,
            )
        self.running.append(process)
        return process

    @property
    def log(self) -> str:
        """What the web server wrote so far."""
        return (self.folder / "web").read_text()

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.splitlines()]

    def wait(self, is_so: Callable[[], bool], seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, self.log[-3000:]
            time.sleep(0.05)

    def answers(self, path: str) -> bool:
        try:
            return self.ask(path)[0] == 200
        except OSError:
            return False


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("production")
    drop_database(DATABASE)
    if begun := migrated():
        administer("CREATE DATABASE {} TEMPLATE {}", DATABASE, begun)
    else:
        administer("CREATE DATABASE {}", DATABASE)
    # Not as the embedded server's: production would refuse that.
    application, owner = (
        urlsplit(named(url, DATABASE))._replace(query="").geturl() for url in (os.environ["DATABASE_URL"], owner_url())
    )
    port = free_port()
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        **PRODUCTION,
        "PAYMENTS_BACKEND": "payments.backends.DemonstrationBackend",
        "DATABASE_URL": application,
        "TRUSTED_PROXY_COUNT": "1",
        "METRICS_TOKEN": TOKEN,
        "MAINTENANCE_FILE": str(folder / "closed"),
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "PROMETHEUS_MULTIPROC_DIR": str(folder / "counts"),
    }
    for step in ("ExecStartPre", "ExecStart"):
        done = subprocess.run(
            command("prepare", step),
            cwd=CHECKOUT,
            env={**environment, "MIGRATION_DATABASE_URL": owner},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    server = Server(environment, port, folder)
    web = server.start("web")
    try:
        server.wait(lambda: web.poll() is not None or server.answers("/health/ready/"))
        assert web.poll() is None, server.log
        yield server
    finally:
        processes.send(server.running, signal.SIGTERM)
        processes.end(server.running, seconds=20)
        drop_database(DATABASE)


def test_it_is_whole_once_a_worker_works(server: Server) -> None:
    status, body = server.ask("/health/", Host=f"127.0.0.1:{server.port}")
    assert (status, json.loads(body)["database"]) == (503, "ok")
    worker = server.start("worker")
    server.wait(lambda: server.answers("/health/"))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    _hello, *lines = (server.folder / "worker").read_text().splitlines()
    assert {"start_worker", "stop_worker"} <= {json.loads(line)["event"] for line in lines}


def test_pages_are_for_https_and_a_host_of_ours(server: Server) -> None:
    status, body = server.ask("/")
    assert status == 200
    assert b"Universal Credit" in body
    assert server.ask("/", **{"X-Forwarded-Proto": "http"})[0] == 301
    assert server.ask("/", Host="elsewhere.example")[0] == 400
    assert server.ask("/demonstration/")[0] == 404
    assert server.ask("/assets/service.js")[0] == 200


TWO_LENGTHS = """POST /sign-in/ HTTP/1.1
Host: {host}
X-Forwarded-Proto: https
Content-Type: application/x-www-form-urlencoded
Content-Length: 4
Transfer-Encoding: chunked

0

GET /smuggled/ HTTP/1.1
Host: {host}
X-Forwarded-Proto: https

"""


@pytest.mark.parametrize("changed", ["", "Transfer-Encoding: chunked\n", "Content-Length: 4\n"])
def test_where_a_request_ends_is_never_in_doubt(server: Server, changed: str) -> None:
    host = AS_THE_PROXY_ASKS["Host"]
    sent = TWO_LENGTHS.replace("Content-Length: 4\n", changed + "Content-Length: 4\n", 1).format(host=host)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(sent.replace("\n", "\r\n").encode())
        answered = b""
        while part := connection.recv(65536):
            answered += part
    assert answered.count(b"HTTP/1.1 ") == 1, "what came after it was answered"
    assert answered.startswith(b"HTTP/1.1 400")
    assert b"gunicorn/" not in answered, "a version"


def test_what_is_sent_is_compressed_and_files_are_kept_by_the_browser_for_good(server: Server) -> None:
    _status, headers, page = server.answer("/", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in headers["Vary"]
    files = files_of(gzip.decompress(page).decode())
    assert len(files) >= 3
    for file in files:
        status, headers, body = server.answer(file, **{"Accept-Encoding": "gzip"})
        assert (status, headers["Content-Encoding"], len(body)) == (200, "gzip", int(headers["Content-Length"]))
        assert "immutable" in headers["Cache-Control"], file
        assert server.answer(file)[1]["Content-Encoding"] is None


def test_each_process_counts_for_all(server: Server) -> None:
    def starts() -> float:
        _status, text = server.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        wanted = 'uc_requests_total{method="GET",status="200",view="home:start"} '
        return sum(float(line[len(wanted) :]) for line in text.decode().splitlines() if line.startswith(wanted))

    before = starts()
    for _ in range(20):
        server.ask("/")
    assert [starts() for _ in range(6)] == [before + 20] * 6
    assert server.ask("/metrics")[0] == 401


def test_it_closes_and_opens_without_a_restart(server: Server) -> None:
    switch = Path(server.environment["MAINTENANCE_FILE"])
    switch.write_text("2099-12-01 18:00")
    status, body = server.ask("/claims/UC-ZZZZ-9Q2M/apply/")
    assert status == 503
    assert b"1 December 2099 at 6pm" in body
    assert server.ask("/assets/styles/generic.css")[0] == 200
    assert server.ask("/health/live/")[0] == 200
    switch.unlink()
    assert server.ask("/")[0] == 200


def test_a_restart_loses_no_request(server: Server) -> None:
    problems: list[str] = []
    answered: list[int] = []
    is_over = threading.Event()

    def visit() -> None:
        while not is_over.wait(0.02):
            try:
                answered.append(server.ask("/sign-in/")[0])
            except OSError as error:
                problems.append(repr(error))

    visitors = [threading.Thread(target=visit) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    try:
        began = len(booted(server))
        server.running[0].send_signal(signal.SIGHUP)
        server.wait(lambda: len(booted(server)) >= began + 2)
        at = len(answered)
        server.wait(lambda: len(answered) > at + 40)
    finally:
        is_over.set()
        for visitor in visitors:
            visitor.join(30)
    assert problems == []
    assert set(answered) == {200}
    assert len(answered) > 40


def booted(server: Server) -> list[object]:
    return [line for line in server.lines() if str(line["event"]).startswith("Booting worker")]


def test_every_line_is_json_and_about_nobody(server: Server) -> None:
    server.ask("/claims/UC-ZZZZ-9Q2M/apply/?email=zebedee@example.org")
    server.wait(lambda: any(line.get("view") == "claims:tasks" for line in server.lines()))
    assert [mark for mark in ("UC-ZZZZ", "zebedee", "203.0.113.9") if mark in server.log] == []


def test_stopping_finishes_what_was_begun(server: Server) -> None:
    """Whoever sends an answer just then gets the next page."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as asking:
        asking.sendall(b"GET /sign-in/ HTTP/1.1\r\n")
        time.sleep(0.2)  # half of it is read
        told = server.log.count("Handling signal")
        server.running[0].send_signal(signal.SIGTERM)
        server.wait(lambda: server.log.count("Handling signal") > told)
        headers = "".join(f"{name}: {value}\r\n" for name, value in AS_THE_PROXY_ASKS.items())
        asking.sendall(f"{headers}Connection: close\r\n\r\n".encode())
        with asking.makefile("rb") as answer:
            assert answer.readline() == b"HTTP/1.1 200 OK\r\n"
            assert b"</html>" in answer.read()
    assert server.running[0].wait(45) == 0
