"""The service with two pages more, the clock as in production (no query to ask where it stands), and its logs written
as in production, to nowhere."""

import os

from benchmarks.plain import BACKEND, measured
from config.settings import *  # noqa: F403
from core import logs

AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, BACKEND]  # noqa: F405
MIDDLEWARE = [measured(each) for each in MIDDLEWARE]  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
CLOCK_CAN_MOVE = False
# Counted as in production, and nobody refused: a few users ask for as many pages as thousands of people.
REQUESTS_A_MINUTE = REQUESTS_A_MINUTE_FROM_PLACE = 10**9
LOGGING = logs.configuration(as_json=True)
for _handler in LOGGING["handlers"].values():
    _handler.update({"class": "logging.FileHandler", "filename": os.devnull})
    _handler.pop("stream", None)
