"""The database itself refuses to change or remove a line of the access log."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [append_only("audit_logentry", "log_is_append_only")]
