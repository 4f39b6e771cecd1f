"""The files of this repository, for tests that read them."""

import ast
import functools
import subprocess
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


@functools.cache
def product_modules(within: str = "") -> tuple[tuple[str, ast.Module], ...]:
    """Name and syntax tree of every Python file (in a folder) that is not a test. Read once: nobody changes a tree."""
    return tuple(
        (name(path), ast.parse(text(path)))
        for path in files()
        if path.suffix == ".py" and name(path).startswith(within) and not name(path).startswith("tests/")
    )
