"""Settings that policy decides: for how long, how much, and who must do more. docs/runbook.md explains them."""

import os

from environs import validate

from config.given import LOCAL, env
from core.permissions import STAFF_ROLES

# For how many days each secret may be used. To be confirmed; NIST SP 800-57 part 1 has two years at most for keys that
# encrypt or authenticate.
SECRET_DAYS: dict[str, int] = {
    "SECRET_KEY": 365,
    "SECRET_KEYS": 365,
    "LOOKUP_KEY": 730,
    "DATABASE_URL": 92,
    "MIGRATION_DATABASE_URL": 92,
    "AUDIT_SIGNING_KEY": 365,
    "ONE_LOGIN_PRIVATE_KEY": 365,
    "EMAIL_HOST_PASSWORD": 365,
    "NOTIFY_API_KEY": 365,
    "NOTIFY_CALLBACK_TOKEN": 365,
    "NOTIFY_INBOUND_TOKEN": 365,
    "MAILBOX_PASSWORD": 365,
    "METRICS_TOKEN": 365,
    **env.dict("SECRET_DAYS", subcast_values=int, default={}),
}
# Roles of staff for whom only a passkey will do: it cannot be given to a false page, as a code can.
PASSKEY_ROLES: frozenset[str] = frozenset(
    env.list("PASSKEY_ROLES", default=[], validate=validate.ContainsOnly(STAFF_ROLES))
)

# Whether claimants, too, come in with a second step only. Payments go on for who has none yet.
CLAIMANTS_NEED_SECOND_STEP: bool = env.bool("CLAIMANTS_NEED_SECOND_STEP", default=False)

# How often something must be seen before it is a signal, where that is not what signals/kinds.py says: "kind=number,
# kind=number"; 0 looks for none of that kind.
SIGNAL_THRESHOLDS: dict[str, int] = env.dict("SIGNAL_THRESHOLDS", subcast_values=int, default={})
# For how many months a check of who somebody is counts, by its route. Policy, to be confirmed: documents and GOV.UK One
# Login as long as a passport is of use, questions by phone (which others may know the answers to) for a year.
IDENTITY_MONTHS: dict[str, int] = {
    "two_documents": 60,
    "face_to_face": 60,
    "one_login": 60,
    "security_questions": 12,
    **env.dict("IDENTITY_MONTHS", subcast_values=int, default={}),
}

# Above this many pence a first payment, arrears or a payment made good, together with all such of the claim that are
# not paid yet, goes when two payment officers have agreed. A usual month's payment never waits for that. Policy, to be
# confirmed: 2,000 pounds is more than all but large families get for a month.
TWO_OFFICERS_ABOVE_PENCE = env.int("TWO_OFFICERS_ABOVE_PENCE", default=200_000, validate=validate.Range(min=0))

# Whether claimants are told the names of staff who looked at their record, or only their roles.
STAFF_NAMES_SHOWN = env.bool("STAFF_NAMES_SHOWN", default=True)

# So many records one member of staff opens within an hour: the next waits until it is over (staff/opening.py).
RECORDS_OPENED_AN_HOUR = env.int("RECORDS_OPENED_AN_HOUR", default=60, validate=validate.Range(min=1))

# So many letters and calls one member of staff marks as made within an hour, and so many concerns they deal with.
LETTERS_AN_HOUR = env.int("LETTERS_AN_HOUR", default=120, validate=validate.Range(min=1))
CONCERNS_AN_HOUR = env.int("CONCERNS_AN_HOUR", default=30, validate=validate.Range(min=1))

# Texts go between these hours, by the clock of Great Britain, and not on bank holidays (notifications/quiet.py).
TEXTS_FROM_HOUR = env.int("TEXTS_FROM_HOUR", default=8, validate=validate.Range(min=0, max=12))
TEXTS_UNTIL_HOUR = env.int("TEXTS_UNTIL_HOUR", default=20, validate=validate.Range(min=13, max=24))

# So many pages are asked for in a minute in one session, and from one place by who is not signed in (config/limits.py);
# 0 is no limit. Development, demonstrations and tests have none: there everybody is at one place, and much in a hurry.
REQUESTS_A_MINUTE = env.int("REQUESTS_A_MINUTE", default=0 if LOCAL else 300, validate=validate.Range(min=0))
REQUESTS_A_MINUTE_FROM_PLACE = env.int(
    "REQUESTS_A_MINUTE_FROM_PLACE", default=3000, validate=validate.Range(min=REQUESTS_A_MINUTE)
)
# The web server's processes, among which they are divided (config/gunicorn.py).
WEB_PROCESSES = env.int("WEB_CONCURRENCY", default=None) or os.cpu_count() or 1
