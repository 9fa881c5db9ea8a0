"""One thing that an office changes: what, who, by when, with what it is shown to be done."""

from django.db import models
from django.db.models import Q


class Improvement(models.Model):
    """It comes from a complaint, from a report of the survey for its lowest elements, or from the yearly measurement of
    a service; or from none of them."""

    class State(models.TextChoices):
        PLANNED = "planned", "Direncanakan"
        DONE = "done", "Selesai"
        DROPPED = "dropped", "Tidak jadi"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="+")
    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey("surveys.SurveyReport", models.PROTECT, null=True, related_name="+")
    measured_in = models.SmallIntegerField(null=True)  # the year of the measurement
    component = models.CharField(max_length=40, blank=True)  # of the standard
    element = models.CharField(max_length=2, blank=True)  # u1 to u9
    before = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # the element's index when it was planned
    what = models.CharField(max_length=1000)
    post = models.CharField(max_length=40)  # who answers for it
    due_on = models.DateField()
    is_public = models.BooleanField(default=False)
    planned_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    evidence = models.CharField(max_length=1000, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state="planned") | ~Q(evidence=""), name="ended_with_evidence"),
        )
        indexes = (models.Index(fields=["office", "state", "due_on"], name="improvements_of_office"),)

    def __str__(self) -> str:
        return self.what[:40]
