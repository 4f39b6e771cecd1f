"""Our own count of wrong passwords. What django-axes counted named accounts and addresses as they are."""

import core.ids
from django.db import migrations, models

AXES = ("accessattemptexpiration", "accessattempt", "accessfailurelog", "accesslog")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_second_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tries",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["last_at"], name="tries_by_last")],
            },
        ),
        migrations.RunSQL(
            [
                *(f"DROP TABLE IF EXISTS axes_{table}" for table in AXES),
                "DELETE FROM django_migrations WHERE app = 'axes'",
            ],
            migrations.RunSQL.noop,
        ),
    ]
