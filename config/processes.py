"""Running other programs so that none of them outlives the one that started it."""

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1


def start(command: Sequence[str], environment: Mapping[str, str], *, apart: bool = False) -> subprocess.Popen[bytes]:
    """Start a program that is told to stop when this one dies, even when this one is killed outright.

    One that is `apart` does not get the terminal's Ctrl-C: only this process tells it to stop.
    """

    def prepare() -> None:
        end_with_parent()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    return subprocess.Popen(command, env=environment, preexec_fn=prepare, start_new_session=apart)


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Have the kernel send this process a signal when its parent ends; for between fork and exec."""
    with contextlib.suppress(AttributeError, OSError):  # Linux only
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)


def wait(processes: Sequence[subprocess.Popen[bytes]], *, is_well: Callable[[], bool] = lambda: True) -> int:
    """Wait until one of the processes ends, something is not well, or this process is told to stop.

    A signal sent to this process alone is passed on; the terminal sends Ctrl-C to all of them by itself.
    Returns the signal's number, or 0. Call `hold_signals` before starting the processes.
    """
    while all(process.poll() is None for process in processes) and is_well():
        received = signal.sigtimedwait(STOPPING, 0.2)
        if received is None:
            continue
        if received.si_code <= 0:  # sent by a process, not by the terminal
            send(processes, received.si_signo)
        return received.si_signo
    return 0


def hold_signals() -> None:
    """From now on signals wait until `wait` looks for them, so that none falls between two lines."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)


def is_told_to_stop() -> bool:
    """A held signal waits to be seen by `wait`."""
    return bool(signal.sigpending() & set(STOPPING))


def send(processes: Sequence[subprocess.Popen[bytes]], number: int) -> None:
    """Send a signal to those processes that still run."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(number)


def end(processes: Sequence[subprocess.Popen[bytes]], *, seconds: float) -> None:
    """Give processes that were told to stop this long, then kill them."""
    for process in processes:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment(**values: str) -> dict[str, str]:
    """This process's environment with these values."""
    return {**os.environ, **values}
