"""Encrypted columns of rows that stay are sealed anew when the key changes."""

from django.db import migrations

from silastri.apps.append_only import may_be_resealed


class Migration(migrations.Migration):
    dependencies = [("remarks", "0002_remarks_stay")]

    operations = [may_be_resealed("remarks_remark", "remarks_stay", "text")]
