"""What every report has that an office hands in: figures, remarks, who checked it, who signed it."""

from django.db import models


class State(models.TextChoices):
    DRAFTED = "drafted", "Konsep"
    SENT_BACK = "sent_back", "Perlu diperbaiki"
    CHECKED = "checked", "Menunggu tanda tangan"
    SIGNED = "signed", "Ditandatangani"


OPEN = (State.DRAFTED, State.SENT_BACK)  # in which figures and remarks may change


class SignedReport(models.Model):
    """Its figures are frozen when it is checked."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFTED)
    figures = models.JSONField(default=dict)
    remarks = models.TextField(blank=True)  # written by whoever prepares it
    why = models.CharField(max_length=500, blank=True)  # it was sent back
    drafted_at = models.DateTimeField()
    checked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the signed paper

    class Meta:
        abstract = True
