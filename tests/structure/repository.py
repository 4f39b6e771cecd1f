"""The files of this repository, for tests that read them."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@functools.cache
def files() -> tuple[Path, ...]:
    """Every file that is committed or could be: ignored files are left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
    paths = (CHECKOUT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def name(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(CHECKOUT).as_posix()


@functools.cache
def text(path: Path) -> str:
    """The file's text; nothing for a picture or a font."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def product_modules() -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax tree of every Python file that is not a test."""
    for path in files():
        if path.suffix == ".py" and not name(path).startswith("tests/"):
            yield name(path), ast.parse(text(path))
