"""What is compared is a hash that can be made anew with another key, from the circumstance that it was read from."""

from django.db import migrations

from core.fields import LookupDigestField


class Migration(migrations.Migration):
    dependencies = [("signals", "0002_what_came_of_people")]

    operations = [migrations.AlterField("trait", "digest", LookupDigestField(null=False, of="compared"))]
