"""`python -m tests.system.ready PORT LOG TEMPLATES`: Django, set up once, that web servers and workers are copies of.

Setting it up takes longer than most tests. Reads a word a line and answers each with a status: `serve` on the port,
with nothing of an earlier server's in memory, `work` until no job is left, `stop`.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from jinja2 import FileSystemBytecodeCache

from config import processes
from config.wsgi import application
from tests.system.service import FIRST_MOMENT

GRACE_SECONDS = 1


class WebServer(BaseApplication):
    """gunicorn, as the demonstration starts it."""

    def __init__(self, port: int, log: Path) -> None:
        self.wanted = {
            "bind": f"127.0.0.1:{port}",
            "threads": 4,
            "graceful_timeout": GRACE_SECONDS,
            "control_socket_disable": True,
            "errorlog": str(log),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.wanted.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return application


def copy(log: Path, do: Callable[[], None]) -> int:
    """Begin a copy of this process that does this and ends; its id."""
    if child := os.fork():
        return child
    status = 1
    try:
        processes.end_with_parent()
        with log.open("ab") as said:
            os.dup2(said.fileno(), sys.stdout.fileno())
            os.dup2(said.fileno(), sys.stderr.fileno())
        do()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def ended(child: int) -> int:
    """Wait until it has ended; with what status."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def work() -> None:
    """Do every job that waits, as the worker does."""
    call_command("procrastinate", "worker", "--one-shot", "--listen-notify")


def main(port: int, log: Path, templates: Path) -> None:
    """Do as told until nothing more is."""
    # Each server would compile every template that it uses again.
    engines["jinja2"].env.bytecode_cache = FileSystemBytecodeCache(str(templates))
    get_resolver().reverse_dict  # noqa: B018 - reads every address
    gc.freeze()
    server = 0
    for line in sys.stdin:
        status = 0
        match line.strip():
            case "serve":
                # Every file begins on the same day, so that the rates and the dates are always these.
                settings.CLOCK_HEAD_START = FIRST_MOMENT - datetime.now(UTC)
                server = copy(log, WebServer(port, log).run)
            case "work":
                status = ended(copy(log, work))
            case "stop":
                os.kill(server, signal.SIGTERM)
                ended(server)
            case other:
                sys.exit(f"What is {other!r}?")
        print(status, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
