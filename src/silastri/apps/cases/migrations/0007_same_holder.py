import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from silastri.apps.spare_indexes import without_spare


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_each_index_once"), ("catalog", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("service"), django.db.models.functions.text.Upper("holder_name"), name="same_holder"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="case",
                    name=name,
                    field=models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to=f"catalog.{name}"
                    ),
                )
                for name in ("service", "version")
            ]
        ),
        without_spare("cases_case", "service_id", "version_id"),
    ]
