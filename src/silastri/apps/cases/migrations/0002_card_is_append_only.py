"""The database itself refuses to change or remove a row of the kartu kendali."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [append_only("cases_steprun", "card_is_append_only")]
