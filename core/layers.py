"""The layers of the code, as the import contracts in ``pyproject.toml`` have them: for the documentation."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from typing import Any


def layers_block(root: Path) -> str:
    """A diagram of the layers, a table of what each package is for in its own words, and the other contracts.

    ``root`` is the folder of ``pyproject.toml``. Raises KeyError when there are no contracts.
    """
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layered,) = (each for each in contracts if each["type"] == "layers")
    layers = [_packages(line) for line in layered["layers"]]
    others = [f"- {each['name']}." for each in contracts if each is not layered]
    return "\n".join([f"{layered['name']}.", "", *_diagram(layers), "", *_table(layers), "", *others])


def _packages(line: str) -> list[str]:
    """The packages of one layer: ``|`` keeps them from importing each other, ``:`` does not."""
    return line.replace("|", ":").replace(" ", "").split(":")


def _diagram(layers: list[list[str]]) -> list[str]:
    """Each layer a box, on top what imports from all the others."""
    lines = ["```mermaid", "flowchart TB"]
    for number, packages in _numbered(layers):
        lines += [f'    subgraph layer{number}["{number}"]', *(f"        {package}" for package in packages), "    end"]
    lines += [f"    layer{number} --> layer{number - 1}" for number, _packages_of_it in _numbered(layers) if number]
    return [*lines, "```"]


def _table(layers: list[list[str]]) -> list[str]:
    rows = ["| layer | package | what it is for |", "| --- | --- | --- |"]
    for number, packages in _numbered(layers):
        rows += [f"| {number} | `{package}/` | {_purpose(package)} |" for package in packages]
    return rows


def _numbered(layers: list[list[str]]) -> list[tuple[int, list[str]]]:
    """The layers with their numbers, from the highest down to 0, which imports nothing."""
    return [(len(layers) - 1 - place, packages) for place, packages in enumerate(layers)]


def _purpose(package: str) -> str:
    """The first line of a package's own words about itself."""
    module: Any = importlib.import_module(package)
    return str(module.__doc__).strip().splitlines()[0]
