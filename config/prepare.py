"""`python -m config.prepare`: bring the database, the static files and the compiled translations up to date.

Runs as the database's owner.

One process instead of one for each management command, because starting Django is most of what they cost.
`APPLICATION_ROLE` names the database role that the application connects as, when that is not `uc_app`.
"""

import os
import sys
from pathlib import Path

# What GOV.UK Frontend brings for those who build their own stylesheets and scripts.
NOT_SERVED = ["*.scss", "*.mjs", "*.mjs.map", "*.njk", "all.bundle.*", "components", "assets"]


def main() -> None:
    """Compile translations, migrate, give the application's role what it may do, and collect static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["USE_MIGRATION_DATABASE"] = "1"
    import django
    from django.core.management import CommandError, call_command

    from config import languages

    languages.compile_catalogues([Path(__file__).resolve().parent.parent / "locale"])
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        check_keys()
        call_command("grant_privileges", role=os.environ.get("APPLICATION_ROLE") or "uc_app", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_SERVED)
    except CommandError as problem:
        sys.exit(str(problem))


def check_keys() -> None:
    """Raise CommandError when rows are found by a key that LOOKUP_KEY does not hold any more: they would not be."""
    from django.core.management import CommandError

    from core.lookups import how_many_unknown, models_with_digests

    unknown = {model._meta.label: how_many_unknown(model, fields) for model, fields in models_with_digests()}
    wanted = ", ".join(f"{label} ({count})" for label, count in unknown.items() if count)
    if wanted:
        raise CommandError(
            f"Rows are found by a key that is not in LOOKUP_KEY: {wanted}. Put it back, after the one that is there;"
            " or, if it is lost, run rotate_keys, which makes anew what people are found by"
        )


if __name__ == "__main__":
    main()
