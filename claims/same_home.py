"""When two claims are of one home: by postcode, and the first number or else the name of the house, as PostgreSQL reads
them, so that an index finds them."""

from __future__ import annotations

from django.db.models import F, Func, TextField

_LINES = (
    "lower(normalize(coalesce({0} ->> 'address_line_1', '') || ' ' || coalesce({0} ->> 'address_line_2', ''), NFKD))"
)
_NAME = "lower(normalize(split_part({0} ->> 'address_line_1', ',', 1), NFKD))"
# "Flat 2, 14 High Street" and "2, 14 High Street" begin with the same number; "12 A" and "12a" are one, "12" another.
_NUMBER = f"regexp_replace(substring({_LINES} from '[0-9]+(?:\\s?[a-z](?![a-z0-9]))?'), '\\s', '', 'g')"
_HOUSE = f"nullif(coalesce({_NUMBER}, regexp_replace({_NAME}, '[^[:alnum:]]', '', 'g')), '')"
_KEY = f"regexp_replace(upper({{0}} ->> 'postcode'), '[^A-Z0-9]', '', 'g') || ' ' || {_HOUSE}"


def home_key() -> Func:
    """What tells homes apart: "SW1A2AA 10", "SW1A2AA 12a" or "CF101AA rosecottage"; null where it is not known. Street
    and town add nothing to a postcode, and are spelt in many ways. Without parameters, as its index has it."""
    return Func(F("value"), template=f"({_KEY.format('%(expressions)s')})", output_field=TextField())
