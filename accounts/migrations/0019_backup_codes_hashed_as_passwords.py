"""Backup codes are hashed as passwords are, from the next set that somebody makes."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0018_help_ends_with_account")]

    operations = [
        migrations.AddField("backupcode", "code_hash", models.CharField(max_length=200, default="", db_default="")),
        migrations.AlterField("backupcode", "code_digest", models.BinaryField(max_length=32, null=True)),
        migrations.AddConstraint(
            "backupcode",
            models.CheckConstraint(
                condition=Q(code_digest=None) & ~Q(code_hash="") | Q(code_digest__isnull=False, code_hash=""),
                name="backup_code_in_one_form",
            ),
        ),
    ]
