"""The database itself refuses to change or remove what was done and said."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("bribes", "0001_initial")]
    operations = [append_only("bribes_bribenote", "bribe_notes_stay")]
