from django.db import migrations, models

from silastri.apps.append_only import append_only


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("at", models.DateTimeField()),
                ("heads", models.JSONField()),
                ("before", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
                ("doubts", models.JSONField(default=list)),
                ("stamp", models.BinaryField(null=True)),
            ],
        ),
        append_only("anchors_anchor", "anchors_are_append_only"),
    ]
