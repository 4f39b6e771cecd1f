"""People are found by family name and date of birth, as a keyed hash, from now on."""

from django.db import migrations

from core.fields import digest
from core.likeness import name_and_birth


def add_digests(apps, _schema_editor):
    people = apps.get_model("accounts", "Person").objects.filter(birth_digest=None, date_of_birth__isnull=False)
    for key, family_name, date_of_birth in people.values_list("pk", "family_name", "date_of_birth").iterator():
        if known := name_and_birth(family_name, date_of_birth):
            people.filter(pk=key).update(birth_digest=digest(known))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_people_close_to_staff")]

    operations = [migrations.RunPython(add_digests, migrations.RunPython.noop)]
