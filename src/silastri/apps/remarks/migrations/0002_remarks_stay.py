"""The database itself refuses to change or remove what colleagues wrote to each other."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("remarks", "0001_initial")]
    operations = [
        append_only("remarks_remark", "remarks_stay"),
        append_only("remarks_remarkread", "remarks_read_stay"),
    ]
