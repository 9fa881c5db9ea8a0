"""What an office reports of a month, a half-year or a year."""

from django.db import models

from silastri.apps.signed_report import SignedReport


class OfficeReport(SignedReport):
    """``annex`` lists the letters of the period: day, number, kind and service. It is frozen with the figures, which
    hold its hash."""

    class Kind(models.TextChoices):
        MONTH = "month", "Bulanan"
        HALF = "half", "Semester"
        YEAR = "year", "Tahunan"

    kind = models.CharField(max_length=5, choices=Kind)
    since = models.DateField()
    until = models.DateField()
    annex = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "kind", "since"], name="one_office_report_a_period"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"
