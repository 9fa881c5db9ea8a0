"""One questionnaire filled in. It has no name and no link to the case, since the survey is anonymous."""

from django.db import models


class Response(models.Model):
    class Via(models.TextChoices):
        WEB = "web", "Lewat internet"
        COUNTER = "counter", "Diisikan petugas loket"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    service = models.ForeignKey("catalog.Service", models.PROTECT)
    on = models.DateField()
    via = models.CharField(max_length=10, choices=Via)
    scores = models.JSONField()  # element code -> 1 to 4
    sex = models.CharField(max_length=1, blank=True)
    age = models.IntegerField(null=True)
    education = models.CharField(max_length=10, blank=True)
    occupation = models.CharField(max_length=20, blank=True)
    suggestion = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = (models.Index(fields=["office", "service", "on"]),)

    def __str__(self) -> str:
        return f"{self.on}"
