"""Programs that must not outlive the one that started them. Each case runs by itself: its signals stay in it."""

import subprocess
import sys
import textwrap

from config.embedded_database import places

START = "import os, signal, sys, time\nfrom config import processes\n"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START + textwrap.dedent(code)],
        cwd=places.CHECKOUT,
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_waiting_ends_with_the_first_to_end_and_the_others_can_be_told():
    done = run("""
        processes.hold_signals()
        long = processes.start(["sleep", "60"], os.environ, apart=True)
        short = processes.start(["sh", "-c", "exit 4"], os.environ)
        print(processes.wait([long, short]), short.returncode, long.poll())
        processes.send([long, short], signal.SIGTERM)
        processes.end([long], seconds=5)
        print(long.returncode)
    """)
    assert done.stdout.split() == ["0", "4", "None", str(-15)]


def test_one_that_will_not_stop_is_killed():
    done = run("""
        stubborn = processes.start(["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"], os.environ)
        time.sleep(0.3)
        stubborn.terminate()
        processes.end([stubborn], seconds=0.3)
        print(stubborn.returncode)
    """)
    assert done.stdout.split() == ["ready", "-9"]


def test_a_signal_that_comes_early_is_not_lost_and_is_passed_on():
    done = run("""
        processes.hold_signals()
        os.kill(os.getpid(), signal.SIGTERM)
        child = processes.start(["sleep", "60"], os.environ)
        print(processes.is_told_to_stop(), int(processes.wait([child])))
        print(child.wait(5))
    """)
    assert done.stdout.split() == ["True", "15", "-15"]


def test_something_else_that_is_not_well_ends_the_waiting():
    done = run("""
        processes.hold_signals()
        child = processes.start(["sleep", "60"], os.environ)
        print(processes.wait([child], is_well=lambda: False), child.poll())
        child.kill()
    """)
    assert done.stdout.split() == ["0", "None"]
