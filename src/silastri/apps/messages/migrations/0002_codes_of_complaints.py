"""What tells the code of a complaint is forgotten as links are."""

from django.db import migrations, models

SECRET = ["activation", "activation_code", "complaint_received", "new_password", "password_code"]


class Migration(migrations.Migration):
    dependencies = [("message", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="message", name="to_forget"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["queued_at"],
                name="to_forget",
                condition=models.Q(("template__in", SECRET), ("values__isnull", False)),
            ),
        ),
    ]
