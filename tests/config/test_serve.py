"""Starting the whole service: what a person is told when it cannot start."""

import os
import socket
import subprocess
import sys

from config.embedded_database import places


def serve(**values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "config.serve", "demo"],
        cwd=places.CHECKOUT,
        env={**os.environ, **values},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_port_in_use_is_said_before_anything_is_started():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = serve(PORT=port)
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert done.stdout == ""
