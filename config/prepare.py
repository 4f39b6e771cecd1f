"""`python -m config.prepare`: bring the database and the static files up to date, as the database's owner.

One process instead of one for each management command, because starting Django is most of what they cost.
"""

import os


def main() -> None:
    """Migrate, give the application's role what it may do, and collect static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["USE_MIGRATION_DATABASE"] = "1"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("grant_privileges", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
