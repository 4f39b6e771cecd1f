"""`python -m config.embedded_database run [--purpose WORD] [--temporary] -- COMMAND ...`"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from config import processes
from config.embedded_database.cluster import ServerError
from config.embedded_database.use import use_server

_REFUSAL = """\
DATABASE_URL is not set, and the embedded PostgreSQL is for development and demonstrations only.
Set DATABASE_URL (and MIGRATION_DATABASE_URL, the owner's) to a PostgreSQL server's address, or set
DEBUG=1 or DEMONSTRATION=1."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command with a database; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m config.embedded_database", description=__doc__)
    run = parser.add_subparsers(required=True, metavar="run").add_parser("run")
    run.add_argument("--purpose", default="develop", help="which of this checkout's servers (develop)")
    run.add_argument("--temporary", action="store_true", help="a fast server that is thrown away afterwards")
    run.add_argument("command", nargs="+", metavar="COMMAND")
    options = parser.parse_args(arguments)

    url = os.environ.get("DATABASE_URL")
    if url:
        os.environ.setdefault("MIGRATION_DATABASE_URL", url)
        try:
            os.execvp(options.command[0], options.command)
        except OSError as error:
            return _cannot_run(options.command[0], error)
    if not (_is_on("DEBUG") or _is_on("DEMONSTRATION")):
        print(_REFUSAL, file=sys.stderr)
        return 2
    processes.hold_signals()
    try:
        with use_server(options.purpose, temporary=options.temporary) as server:
            return _run(options.command, server.urls, server.is_running)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


def _run(command: Sequence[str], urls: Mapping[str, str], is_running: Callable[[], bool]) -> int:
    try:
        child = processes.start(command, processes.environment(**urls))
    except OSError as error:
        return _cannot_run(command[0], error)
    signal_number = processes.wait([child], is_well=is_running)
    server_ended = not signal_number and child.poll() is None
    if server_ended:
        print("The embedded PostgreSQL stopped, so this stops too.", file=sys.stderr)
        child.terminate()
    processes.end([child], seconds=30)
    if server_ended:
        return 1
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def _cannot_run(program: str, error: OSError) -> int:
    print(f"{program}: {error.strerror}", file=sys.stderr)
    return 127


def _is_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


if __name__ == "__main__":
    sys.exit(main())
