"""What somebody agreed to, or took back, is the proof of it: the database refuses to change or remove it."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("personal_data", "0001_initial")]
    operations = [append_only("personal_data_consent", "consent_is_append_only")]
