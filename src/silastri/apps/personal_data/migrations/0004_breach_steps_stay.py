"""What was done about data in wrong hands is not told otherwise later."""

from django.db import migrations

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("personal_data", "0003_breaches")]
    operations = [append_only("personal_data_breachstep", "breach_step_is_append_only")]
