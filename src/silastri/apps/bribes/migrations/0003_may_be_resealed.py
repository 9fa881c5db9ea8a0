"""Encrypted columns of rows that stay are sealed anew when the key changes."""

from django.db import migrations

from silastri.apps.append_only import may_be_resealed


class Migration(migrations.Migration):
    dependencies = [("bribes", "0002_rows_stay")]

    operations = [may_be_resealed("bribes_bribenote", "bribe_notes_stay", "text")]
