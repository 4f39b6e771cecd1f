"""How the web server runs: ``gunicorn --config config/gunicorn.py``. docs/runbook.md explains each variable.

Restart it without losing a request: ``SIGHUP`` starts new processes with the new code, and lets the old ones finish.
"""

import contextlib
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core import logs

wsgi_app = "config.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
# Pages are Python's work: a process for each core, and threads for what waits for the database.
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
threads = int(os.environ.get("WEB_THREADS") or 8)
worker_class = "gthread"
# New code is read when it is restarted with SIGHUP.
preload_app = False
# A database statement may take half a minute (config/database.py): then the page is told of, not cut off.
timeout = 60
graceful_timeout = 40
# Longer than a proxy keeps a connection that is idle, so that it is never the server that hangs up.
keepalive = 75
# A process that slowly grows is replaced, and not all of them at once.
max_requests, max_requests_jitter = 50_000, 10_000
# Django decides whom to believe about addresses and HTTPS (TRUSTED_PROXY_COUNT).
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""
control_socket_disable = True
# A path in memory: a heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn makes its own file there
accesslog = None
logconfig_dict: dict[str, Any] = {
    **logs.configuration(as_json=True),
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}},
}

# Its processes add up what they count in files, which one that is asked reads (config/metrics.py).
_is_own = "PROMETHEUS_MULTIPROC_DIR" not in os.environ
counts = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="uc-metrics-")))


def on_starting(_server: Any) -> None:
    """What an earlier run counted is over."""
    counts.mkdir(parents=True, exist_ok=True)
    for old in counts.glob("*.db"):
        old.unlink()


def post_worker_init(_worker: Any) -> None:
    """Have Python look for circles less often: it took a twelfth of what a page costs.

    What was loaded stays, and is not gone through again. A page makes a few thousand things, and nearly all of them
    go when it was sent, without being looked for.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    if _is_own:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(counts)
