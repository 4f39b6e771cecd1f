"""Settings, from the environment only. docs/runbook.md explains each variable."""

import base64
import sys
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import validate

from config import database, headers, languages, mailbox, notify, one_login, policy, production, storages
from config.embedded_database.places import documents_folder
from config.given import DEBUG, DEMONSTRATION, LOCAL, TESTING, env, key, local_key, required
from config.policy import *  # noqa: F403
from core import logs

BASE_DIR = Path(__file__).resolve().parent.parent
CLOCK_CAN_MOVE = DEMONSTRATION
# How far a demonstration's clock stands from real time before it is moved: the browser tests begin on one day.
CLOCK_HEAD_START = timedelta(seconds=env.int("CLOCK_HEAD_START_SECONDS", default=0))

_LOCAL_SECRETS, _LOCAL_LOOKUP = local_key("secrets"), local_key("look-up")

SECRET_KEY = required("SECRET_KEY", "local-only-" + "0" * 50)
# Keys for encrypted fields as "id:base64,id:base64"; the first one encrypts, all of them decrypt.
SECRET_KEYS = {
    key_id: key("SECRET_KEYS", text)
    for key_id, text in (pair.split(":", 1) for pair in required("SECRET_KEYS", "local:" + _LOCAL_SECRETS).split(","))
}
# Keys for hashes to look up by, written in the same way: the first makes them, what any of them made is found. One may
# be without an id, as the only one was before they could be changed.
LOOKUP_KEYS = {
    key_id: key("LOOKUP_KEY", text)
    for key_id, _, text in (pair.rpartition(":") for pair in required("LOOKUP_KEY", _LOCAL_LOOKUP).split(","))
}
# Seals over the audit are signed with the one (32 bytes, base64), which only workers need, and checked by the others.
_AUDIT_SIGNING_KEY = env.str("AUDIT_SIGNING_KEY", default="")
AUDIT_SIGNING_KEY = key("AUDIT_SIGNING_KEY", _AUDIT_SIGNING_KEY) if _AUDIT_SIGNING_KEY else b""
_AUDIT_PUBLIC_KEYS: list[str] = env.list("AUDIT_PUBLIC_KEYS", default=[])
AUDIT_PUBLIC_KEYS = [key("AUDIT_PUBLIC_KEYS", text) for text in _AUDIT_PUBLIC_KEYS]
# Since when each secret is used: "SECRET_KEY=2026-11-22,LOOKUP_KEY=2026-11-22".
SECRETS_SINCE: dict[str, date] = env.dict("SECRETS_SINCE", subcast_values=date.fromisoformat, default={})
SECRETS_HELD = frozenset(name for name in policy.SECRET_DAYS if env.str(name, default=""))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "accounts.admin_app.ServiceAdminConfig",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "pghistory.admin",
    "procrastinate.contrib.django",
    "csp",
    "core",
    "govuk",
    "audit",
    "journeys",
    "documents",
    "notifications",
    "equality",
    "accounts",
    "employers",
    "journal",
    "conversations",
    "contacts",
    "appointments",
    "claims",
    "payments",
    "signals",
    "letters",
    "home",
    "staff",
    "support",
    "privacy",
]
if DEMONSTRATION or TESTING:
    INSTALLED_APPS.append("demo")

MIDDLEWARE = [
    "config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.machines.MachinesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.requests.RequestMiddleware",
    "core.hosts.HostMiddleware",
    "config.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.closing.ClosingMiddleware",
    "core.clock.ClockMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "govuk.languages.LanguageMiddleware",
    "config.limits.LimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.UserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.ActorMiddleware",
    "core.access.AccessMiddleware",
    "accounts.moving.MovedMiddleware",
    "govuk.error_views.NotAllowedMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "accounts.middleware.LanguageSwitchMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": ["config.context.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Two roles: the application owns nothing; migrations and tests run as the owner.
_DATABASE_URL = required("DATABASE_URL", "postgresql://127.0.0.1/universal_credit_account")
_OWNER_URL = env.str("MIGRATION_DATABASE_URL", default="") or _DATABASE_URL
_AS_OWNER = TESTING or env.bool("USE_MIGRATION_DATABASE", default=False) or database.runs_as_owner(sys.argv)
DATABASES = {
    "default": database.connection(
        _OWNER_URL if _AS_OWNER else _DATABASE_URL,
        as_owner=_AS_OWNER,
        kept_seconds=env.int("CONN_MAX_AGE", default=60),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.stolen_passwords.StolenPasswordValidator"},
]
# SHA-1 hashes of passwords that were stolen elsewhere, in order: core/stolen_passwords.py.
# A demonstration has twenty of its own, of which "correct horse 44" is one.
_SOME_STOLEN = str(BASE_DIR / "demo" / "stolen_passwords.txt") if DEMONSTRATION or TESTING else ""
BREACHED_PASSWORDS_FILE = env.str("BREACHED_PASSWORDS_FILE", default=_SOME_STOLEN)
LOGIN_URL = "accounts:sign_in"
STAFF_LOGIN_URL = "accounts:staff_sign_in"
EMPLOYER_LOGIN_URL = "accounts:employer_sign_in"
LOGIN_REDIRECT_URL = "home:home"

# People read on old phones with small data allowances: a page says when it will end, and answers are kept.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 15 * 60  # after the last request; accounts/sessions.py makes it last
SESSION_WARNING_SECONDS = 2 * 60  # static/service.js asks this long before the end whether somebody is still there
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
DEVICE_COOKIE_NAME = "device"
if SESSION_COOKIE_SECURE:
    # A name by which browsers refuse a cookie that another host of the domain, or a page without TLS, has set.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    DEVICE_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "__Host-device", "__Host-language"
# No cookie of its own for messages: the session holds them.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "govuk.error_views.csrf_failure"
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60

SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # config.machines
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Set both when, and only when, a proxy in front of the service sets these headers itself.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# With where browsers tell what it kept from running: a collector of the department's, or nowhere.
CONTENT_SECURITY_POLICY = headers.content_security_policy(env.str("CSP_REPORT_URI", default=""))

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
if LOCAL:
    # Elsewhere `config.prepare` does it, once for every process.
    languages.compile_catalogues(LOCALE_PATHS)
# Pages in a language are offered once its catalogue is compiled: English words called Welsh help nobody.
LANGUAGES = languages.offered([("en", _("English")), ("cy", _("Welsh"))], LOCALE_PATHS)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/assets/"
STATIC_ROOT = BASE_DIR / "staticfiles"
_GOVUK = BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk"
_STYLES = BASE_DIR / "build" / "styles"
STATICFILES_DIRS = [BASE_DIR / "static", _GOVUK / "assets", ("govuk", _GOVUK), ("styles", _STYLES)]
WHITENOISE_ALLOW_ALL_ORIGINS = False
# What is sent is judged by its length before any of it is read: Django limits fields, and not files.
FILE_UPLOAD_HANDLERS = [
    "core.uploads.LimitedUploadHandler",
    "core.uploads.NamelessUploadHandler",
]
# Without collected files (development, tests) each file is looked for when it is asked for. Collected ones are
# compressed once and named after what is in them, so that a browser keeps them for good (docs/adr/0011).
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or TESTING
# What people sent is kept where no web server looks, sealed: any storage of Django's will do, shared by every process.
# Each database has a folder of its own: what no row names is swept out of it.
DOCUMENTS_FOLDER = required("DOCUMENTS_FOLDER", str(documents_folder(_DATABASE_URL)))
STORAGES = storages.chosen(documents_folder=DOCUMENTS_FOLDER, as_found=DEBUG or TESTING, in_memory=TESTING)

SERVICE_NAME = _("Claim and manage Universal Credit")
# "generic" (no crown, system font) unless hosted on the official domain, then "govuk".
BRANDING = env.str("BRANDING", default="generic")

PAYMENTS_BACKEND = required("PAYMENTS_BACKEND", "payments.backends.DemonstrationBackend")
NOTIFICATIONS_BACKEND = required("NOTIFICATIONS_BACKEND", "notifications.backends.DatabaseBackend")
# Where people find the service, as messages tell them to; and the domain that its email comes from.
SERVICE_URL = required("SERVICE_URL", "http://127.0.0.1:8000").rstrip("/")
# Where staff and admins work, at a host of its own (core/hosts.py). A demonstration has one host for everybody.
STAFF_URL = "" if DEMONSTRATION or TESTING else required("STAFF_URL", "").rstrip("/")
EMAIL_DOMAIN = env.str("EMAIL_DOMAIN", default="localhost")
DEFAULT_FROM_EMAIL = f"no-reply@{EMAIL_DOMAIN}"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_SENDS_EMAIL = NOTIFICATIONS_BACKEND == "notifications.backends.EmailBackend"
EMAIL_HOST = required("EMAIL_HOST", "localhost") if _SENDS_EMAIL else env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
# Encrypted from the first byte (port 465), or from STARTTLS on (port 587); never both.
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
# A message's row is locked while it is handed over: a mail server that says nothing must not keep it so.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10, validate=validate.Range(min=1, max=30))
# Used with notifications.notify.NotifyBackend (config/notify.py).
NOTIFY = notify.given(env)
# Where email that people send us arrives (config/mailbox.py).
MAILBOX = mailbox.given(env)
# What looks files through for viruses, and where ClamAV's service listens: unix:/path, or tcp:host:port of here.
DOCUMENT_SCANNER = required("DOCUMENT_SCANNER", "documents.scanning.Demonstration")
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="unix:/run/clamav/clamd.ctl")
# None while GOV.UK One Login is off (config/one_login.py).
ONE_LOGIN = one_login.given(env, demonstration_at=SERVICE_URL if DEMONSTRATION or TESTING else None)
# Where somebody who found a weakness tells us: an address of a page (https:) or for email (mailto:).
SECURITY_CONTACT = required("SECURITY_CONTACT", "mailto:security@localhost")
# Lets a collector read /metrics; without one there is no such page.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# While there is a file with this name the service is closed (config/closing.py).
MAINTENANCE_FILE = env.str("MAINTENANCE_FILE", default="")
# Shown wherever a page says to call or to ask; without one they say to go to an office. A demonstration gives a number
# that Ofcom keeps for drama: nobody answers it.
CONTACT_PHONE = env.str("CONTACT_PHONE", default="0808 157 0192" if DEMONSTRATION else "")
# Further ways to reach us, each shown where it is set: support/content/contact.toml says when, and what it is good for.
CONTACT_PHONE_WELSH = env.str("CONTACT_PHONE_WELSH", default="0808 157 0193" if DEMONSTRATION else "")
CONTACT_TEXTPHONE = env.str("CONTACT_TEXTPHONE", default="0808 157 0194" if DEMONSTRATION else "")
CONTACT_VIDEO_RELAY = env.str("CONTACT_VIDEO_RELAY", default="https://video-relay.example/" if DEMONSTRATION else "")
# Where appointments by video are held: an address of a room is this with a word after it. Without it none are offered.
VIDEO_LINKS_AT = env.str("VIDEO_LINKS_AT", default="https://video.example/" if LOCAL or DEMONSTRATION else "")
CONTACT_ADDRESS = env.str("CONTACT_ADDRESS", default="1 Demonstration Street, Anytown" if DEMONSTRATION else "")

# Announcements are read again after so long, by each process; tests that want them say so.
NOTICES_KEPT_SECONDS = None if TESTING else env.int("NOTICES_KEPT_SECONDS", default=30, validate=validate.Range(min=1))

PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_CLASS = "accounts.history_admin.HistoryAdmin"

LOGGING = logs.configuration(as_json=not LOCAL)

if not TESTING:
    production.refuse_to_start(globals(), local_keys=frozenset(map(base64.b64decode, (_LOCAL_SECRETS, _LOCAL_LOOKUP))))
