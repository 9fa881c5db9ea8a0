"""A numbered place that a case has: at an hour, in the period of a quota, on a day of a hall."""

from django.db import models
from django.db.models import Q


class Kind(models.TextChoices):
    SLOT = "slot", "Jadwal"
    QUOTA = "quota", "Kuota"
    DAY = "day", "Hari yang dipesan"


class State(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    KEPT = "kept", "Dipesan"
    CAME = "came", "Hadir"
    ABSENT = "absent", "Tidak hadir"
    FREED = "freed", "Dilepas"


class Place(models.Model):
    """Two cases cannot have the same number of the same thing at the same time, so nothing is ever overbooked. A place
    on a waiting list has no number yet."""

    office = models.ForeignKey("offices.Office", models.PROTECT)
    service = models.ForeignKey("catalog.Service", models.PROTECT)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="places")
    kind = models.CharField(max_length=5, choices=Kind)
    of = models.CharField(max_length=120, blank=True)  # the step; the value that has a quota of its own; the thing
    starts_at = models.DateTimeField()  # the hour, or the first moment of the period or day
    number = models.IntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.KEPT)
    until = models.DateTimeField(null=True)  # a hold ends then; None: it lasts until the case gives it up
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["service", "kind", "of", "starts_at", "number"],
                condition=Q(state__in=["kept", "came"]),
                name="one_case_a_place",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind="quota", state__in=["kept", "waiting"]), name="one_quota_place_a_case"
            ),
        )
        indexes = (
            models.Index(fields=["office", "kind", "starts_at"], name="places_of_office"),
            models.Index(fields=["case", "kind"], name="places_of_case"),
            models.Index(fields=["service", "of", "made_at"], name="waiting_list", condition=Q(state="waiting")),
            models.Index(fields=["office", "until"], name="holds", condition=Q(state="kept", until__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.of} {self.starts_at} {self.number}"
