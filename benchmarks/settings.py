"""The service with one page more, the clock as in production (no query to ask where it stands), and quiet."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
CLOCK_CAN_MOVE = False
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
