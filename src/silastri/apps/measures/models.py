"""Sums by day, made anew from the control cards and cases by the worker: a dashboard reads these, never every card."""

from django.db import models


class StepDay(models.Model):
    """The rows of the control cards that were finished that day, by step and by who did them. Minutes are working
    minutes of the office."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, related_name="+")
    on = models.DateField()
    step = models.CharField(max_length=40)
    post = models.CharField(max_length=40)
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    runs = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)  # that sent the case back to its applicant
    waiting = models.IntegerField(default=0)  # minutes from arrival until somebody took it
    working = models.IntegerField(default=0)  # minutes from then until it was done

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "on", "service", "step", "post", "person"],
                name="one_sum_a_step",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.step}"


class ServiceDay(models.Model):
    """One service's day: what came in, what ended, which promises were kept. Only done and refused cases count for
    these. A letter that waits to be collected was ready when it began to wait."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, related_name="+")
    on = models.DateField()
    submitted = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)  # also those referred elsewhere
    unpromised = models.IntegerField(default=0)  # of done and refused, those whose promise never began to run
    kept = models.IntegerField(default=0)  # of done and refused, within the promise
    minutes = models.JSONField(default=list)  # of each done or refused case, working minutes that the office had it

    class Meta:
        constraints = (models.UniqueConstraint(fields=["service", "on"], name="one_measure_a_day"),)
        indexes = (models.Index(fields=["office", "on"], name="measures_of_office"),)

    def __str__(self) -> str:
        return f"{self.service_id} {self.on}"


class MeasuredDay(models.Model):
    """When the sums of a day were last made."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "on"], name="measured_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.office_id} {self.on}"
