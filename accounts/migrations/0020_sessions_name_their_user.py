import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A session's user becomes one that the database knows, so that both are read in one query. The column stays."""

    dependencies = [
        ("accounts", "0019_backup_codes_hashed_as_passwords"),
    ]

    operations = [
        migrations.RunSQL(
            """
            DELETE FROM accounts_session
            WHERE user_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user WHERE id = user_id)
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RenameField(model_name="session", old_name="user_id", new_name="user"),
        migrations.AlterField(
            model_name="session",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
