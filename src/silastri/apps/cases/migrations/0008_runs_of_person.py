import django.db.models.deletion
from django.db import migrations, models

from silastri.apps.spare_indexes import without_spare


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_people_by_nip"), ("cases", "0007_same_holder")]

    operations = [
        migrations.AddIndex(
            model_name="steprun",
            index=models.Index(fields=["person", "left_at"], name="runs_of_person"),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="steprun",
                    name="person",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.person",
                    ),
                )
            ]
        ),
        without_spare("cases_steprun", "person_id"),
    ]
