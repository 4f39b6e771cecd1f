"""The web server, run as in production, while it is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from config import processes

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
WORKERS, THREADS = 2, 8
START_SECONDS = 20


class Server:
    """Gunicorn with the service."""

    def __enter__(self) -> Server:
        with socket.socket() as free:
            free.bind((ADDRESS, 0))
            self.port = int(free.getsockname()[1])
        chosen = {"BIND": f"{ADDRESS}:{self.port}", "WEB_CONCURRENCY": str(WORKERS), "WEB_THREADS": str(THREADS)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"],
            cwd=ROOT,
            env=processes.environment(**chosen),
            stderr=subprocess.DEVNULL,
            preexec_fn=processes.end_with_parent,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection((ADDRESS, self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("The server does not answer")

    def processor_seconds(self) -> float:
        """What its processes have used so far. Linux only."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        ticks = 0
        for child in children.read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # in user code, in the kernel
        return ticks / os.sysconf("SC_CLK_TCK")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        processes.end([self.process], seconds=10)
