"""The database itself refuses to change or remove an answer of the signer."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_numbers_stay")]
    operations = [append_only("letters_signingattempt", "answers_are_append_only")]
