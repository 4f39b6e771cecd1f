"""`python -m config.serve demo` or `develop`: the whole service on this machine, until Ctrl-C.

Prepares the database, then runs the web server and the worker; when one of them ends, everything ends.
Expects `DATABASE_URL` and `MIGRATION_DATABASE_URL`, as `config.embedded_database` gives them.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from config import processes

_ADDRESS = "127.0.0.1"
_START_SECONDS = 60
_MANAGE = [sys.executable, "manage.py"]


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop; 0 after Ctrl-C, 1 when something ended by itself."""
    if list(arguments) not in (["demo"], ["develop"]):
        print(__doc__, file=sys.stderr)
        return 2
    is_demo = list(arguments) == ["demo"]
    port = int(os.environ.get("PORT") or 8000)
    if not _is_free(port):
        print(f"Port {port} is in use. Stop what uses it, or choose another: make PORT=8001", file=sys.stderr)
        return 1
    environment = processes.environment(PYTHONUNBUFFERED="1")
    environment.setdefault("SERVICE_URL", f"http://{_ADDRESS}:{port}")
    print("Preparing the database", flush=True)
    people = ""
    for step in [[sys.executable, "-m", "config.prepare"]] + [[*_MANAGE, "load_personas"]] * is_demo:
        done = subprocess.run(step, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            print(f"{done.stdout}This failed: {' '.join(step)}", file=sys.stderr)
            return 1
        people = done.stdout
    return _serve(port, is_demo, people, environment)


def _serve(port: int, is_demo: bool, people: str, environment: Mapping[str, str]) -> int:
    processes.hold_signals()
    names = ("The web server", "The worker")
    worker = [*_MANAGE, "procrastinate", "worker", "--concurrency=2"]
    commands = (_web_server(port, is_demo), worker)
    # A developer's server stays with the terminal, for breakpoints.
    running = [processes.start(command, environment, apart=is_demo) for command in commands]
    try:
        if _wait_until_answering(port, running):
            print(f"\n{_welcome(port, people)}\n", flush=True)
        signal_number = processes.wait(running)
        ended = [
            (name, process.returncode)
            for name, process in zip(names, running, strict=True)
            if process.poll() is not None
        ]
    finally:
        processes.send(running, signal.SIGTERM)
        processes.end(running, seconds=10)
    if signal_number:
        print("\nStopped.", flush=True)
        return 0
    for name, status in ended:
        print(f"{name} ended by itself (status {status}), so everything stops.", file=sys.stderr)
    return 1


def _web_server(port: int, is_demo: bool) -> list[str]:
    if not is_demo:
        return [*_MANAGE, "runserver", f"{_ADDRESS}:{port}"]
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind={_ADDRESS}:{port}"]
    return [*gunicorn, "--threads=8", "--graceful-timeout=3", "--no-control-socket", "--log-level=warning"]


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        # A server that has just ended leaves its port waiting, which does not matter.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_ADDRESS, port))
        except OSError:
            return False
    return True


def _wait_until_answering(port: int, running: Sequence[subprocess.Popen[bytes]]) -> bool:
    """True as soon as the service answers a request; False when something ends or it takes too long."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and all(process.poll() is None for process in running):
        if processes.is_told_to_stop():
            return False
        connection = http.client.HTTPConnection(_ADDRESS, port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return True
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    return False


def _welcome(port: int, people: str) -> str:
    return "\n\n".join(
        part for part in (f"  Open http://{_ADDRESS}:{port}/   (Ctrl-C stops it)", people.rstrip()) if part
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
