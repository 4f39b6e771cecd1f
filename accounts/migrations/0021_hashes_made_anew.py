"""Hashes by which rows are found are made of what the row holds, so that they can be made anew with another key."""

from django.db import migrations

from core.fields import LookupDigestField, SecretTextField


class Migration(migrations.Migration):
    dependencies = [("accounts", "0020_sessions_name_their_user")]

    operations = [
        migrations.AddField("identitycheck", "subject", SecretTextField(null=True)),
        migrations.AlterField("identitycheck", "subject_digest", LookupDigestField(null=True, of="proved_as")),
        migrations.AlterField("identitycheck", "shown_digest", LookupDigestField(null=True, of="shown")),
        migrations.AlterField("factor", "credential_digest", LookupDigestField(null=True, of="credential", unique=True)),
    ]
