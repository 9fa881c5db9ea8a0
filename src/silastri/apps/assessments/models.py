"""An assessment by others that an office gets ready for, and what it adds to the evidence that the system holds."""

from django.db import models


class Assessment(models.Model):
    """One office, one year, by the indicators that were in force when it was opened."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    since = models.DateField()  # of the indicators
    year = models.SmallIntegerField()
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "instrument", "year"], name="one_assessment_a_year"),)

    def __str__(self) -> str:
        return f"{self.instrument} {self.year}"


class IndicatorNote(models.Model):
    """What the office says of one indicator, and what it does about a gap."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="notes")
    key = models.CharField(max_length=40)
    note = models.CharField(max_length=2000, blank=True)
    improvement = models.ForeignKey("improvements.Improvement", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "key"], name="one_note_an_indicator"),)

    def __str__(self) -> str:
        return self.key


class AddedEvidence(models.Model):
    """A paper or photo that the office adds for an indicator."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="added")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
