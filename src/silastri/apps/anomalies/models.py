"""What a rule found, and what a watcher made of it."""

from django.db import models
from django.db.models import Q


class Anomaly(models.Model):
    """Found once by a rule, told by its ``key``; a watcher says what it was. It accuses nobody."""

    class State(models.TextChoices):
        NEW = "new", "Belum dilihat"
        LOOKED_AT = "looked_at", "Sedang ditelusuri"
        FALSE_ALARM = "false_alarm", "Bukan masalah"
        SETTLED = "settled", "Sudah diurus"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    key = models.CharField(max_length=120)  # what the rule found: found again, it is the same
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, related_name="+"
    )  # the officer it is about
    at = models.DateTimeField()  # when it happened
    found_at = models.DateTimeField()
    detail = models.JSONField(default=dict)  # what the sentence of the rule needs
    state = models.CharField(max_length=11, choices=State, default=State.NEW)
    why = models.CharField(max_length=500, blank=True)  # what the watcher found
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "rule", "key"], name="found_once"),
            models.CheckConstraint(condition=Q(state__in=["new", "looked_at"]) | ~Q(why=""), name="decided_has_reason"),
        )
        indexes = (models.Index(fields=["office", "state", "-at"], name="anomalies_of_office"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.key}"
