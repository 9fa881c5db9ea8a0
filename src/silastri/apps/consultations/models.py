"""What somebody asked at the counter who filed nothing, and what was answered."""

from django.db import models
from django.db.models import Q


class Consultation(models.Model):
    """Name and telephone are there only where somebody wanted to give them, and only for a year."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=200)
    answer = models.CharField(max_length=2000)
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["office", "at"], name="consultations_of_office"),
            models.Index(
                fields=["office", "at"], name="consultations_with_people", condition=~Q(name="") | ~Q(phone="")
            ),
        )

    def __str__(self) -> str:
        return self.topic
