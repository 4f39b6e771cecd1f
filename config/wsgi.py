"""The entry point for gunicorn."""

import os
import threading

from django.core.wsgi import get_wsgi_application
from django.utils.translation import trans_real

from core.charsets import only_known_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A page asks a hundred times which language it is in. What Django keeps that in serves coroutines too, of which a
# server of threads has none, and takes several times as long to ask.
trans_real._active = threading.local()  # type: ignore[attr-defined]
application = only_known_charsets(get_wsgi_application())
