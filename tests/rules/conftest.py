"""What the tests of the command share."""

import io

import pytest

from rules.__main__ import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command in this process: (exit status, what it prints, what it complains about)."""

    def done(*arguments, given=""):
        monkeypatch.setattr("sys.stdin", given if hasattr(given, "read") else io.StringIO(given))
        status = main(arguments)
        return (status, *capsys.readouterr())

    return done
