"""One line of the log."""

from django.db import models

from silastri.apps.accounts.sealed import RowSeal


class LogEntry(models.Model):
    at = models.DateTimeField()
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True)
    office_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=100, blank=True)
    detail = models.JSONField(default=dict)
    seal = RowSeal()

    class Meta:
        indexes = (
            models.Index(fields=["office_id", "-at"]),
            models.Index(fields=["office_id", "about", "id"], name="log_about"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.about}"
