import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "page",
                    models.CharField(help_text="Its address, with names in place of what it was about", max_length=200),
                ),
                (
                    "satisfaction",
                    models.CharField(
                        choices=[
                            ("very_satisfied", "Very satisfied"),
                            ("satisfied", "Satisfied"),
                            ("neither", "Neither satisfied nor dissatisfied"),
                            ("dissatisfied", "Dissatisfied"),
                            ("very_dissatisfied", "Very dissatisfied"),
                        ],
                        max_length=20,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                ("sender", models.BinaryField()),
            ],
            options={
                "verbose_name_plural": "feedback",
                "indexes": [models.Index(fields=["sender", "at"], name="feedback_of_sender")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feedback",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f24f6da695936e1c178764c5801b4b3ef4c9315c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_40b88",
                    table="home_feedback",
                    when="BEFORE",
                ),
            ),
        ),
    ]
