"""One line of the log."""

from django.db import models

from silastri.apps.accounts.sealed import RowSeal


class LogEntry(models.Model):
    """Who did what, with what, about whom, when and from where. Added once, never changed."""

    at = models.DateTimeField()
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    office_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=100, blank=True)
    whose = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # whose data it were
    place = models.CharField(max_length=45, blank=True)  # the network address
    detail = models.JSONField(default=dict)
    seal = RowSeal()

    class Meta:
        indexes = (
            models.Index(fields=["office_id", "-at"]),
            models.Index(fields=["office_id", "about", "id"], name="log_about"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.about}"
