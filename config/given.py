"""What the environment gives the settings, and what may be left out of it: nothing that matters, in production."""

import base64
import hashlib
import sys

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

TESTING = "pytest" in sys.modules
DEBUG = env.bool("DEBUG", default=False)
# A demonstration has personas to sign in as, a clock that moves and an outbox to read. Never in production.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
LOCAL = DEBUG or DEMONSTRATION or TESTING


def required(name: str, local: str) -> str:
    """A value that production must set; elsewhere a well-known one will do."""
    value = env.str(name, default="")
    if value or LOCAL:
        return value or local
    raise ImproperlyConfigured(f"Set {name}")


def key(name: str, text: str) -> bytes:
    """32 bytes from base64."""
    decoded = base64.b64decode(text, validate=True)
    if len(decoded) != 32:
        raise ImproperlyConfigured(f"{name}: each key is 32 bytes, base64 encoded")
    return decoded


def local_key(purpose: str) -> str:
    """A key that every checkout has: production refuses it."""
    return base64.b64encode(hashlib.sha256(f"local {purpose}".encode()).digest()).decode()
