"""The entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from core.charsets import only_known_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = only_known_charsets(get_wsgi_application())
