"""What no committed file may say: where packages are fetched from, or where somebody's files are."""

import json
import re
from pathlib import Path

from tests.structure import repository

# In pieces, so that this file passes its own test.
REGISTRIES = re.compile(
    "|".join(
        re.escape("".join(pieces))
        for pieces in (
            ("py", "pi.org"),
            ("python", "hosted.org"),
            ("npm", "js.org"),
            ("npm", "js.com"),
            ("yarn", "pkg.com"),
            ("deb.", "debian.org"),
            ("crates", ".io"),
        )
    )
)
SOMEBODYS_FILES = re.compile("|".join(f"(?<![\\w.])/{top}/[\\w.]" for top in ("root", "home", "Users", "work")))


def _lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{repository.name(path)}:{number}: {line.strip()[:120]}"
        for path in repository.files()
        for number, line in enumerate(repository.text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry():
    assert _lines_matching(REGISTRIES) == []


def test_no_file_names_a_path_of_one_machine():
    here = re.escape(str(repository.CHECKOUT))
    assert _lines_matching(re.compile(f"{SOMEBODYS_FILES.pattern}|{here}\\b")) == []


def test_every_pinned_python_package_has_a_hash_and_no_address():
    locks = sorted(repository.CHECKOUT.glob("requirements*.txt"))
    assert locks
    for lock in locks:
        requirements = lock.read_text().replace("\\\n", " ").splitlines()
        assert [line for line in requirements if "--hash=sha256:" not in line or "==" not in line] == []
        assert "://" not in lock.read_text(), lock.name


def test_every_pinned_javascript_package_has_a_hash_and_no_address():
    lock = json.loads(Path(repository.CHECKOUT / "package-lock.json").read_text())
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert packages
    assert [path for path, package in packages.items() if "integrity" not in package] == []
    assert [path for path, package in packages.items() if "resolved" in package] == []
