"""The database itself refuses to change or remove who was told."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial")]
    operations = [append_only("reminders_told", "told_stays")]
