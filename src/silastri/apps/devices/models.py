"""A screen or tablet that stands in an office."""

from django.db import models
from django.db.models import Q


class Device(models.Model):
    """A browser that shows a code until a manager gives it a use; from then on it does this and nothing else."""

    class Mode(models.TextChoices):
        TV = "tv", "Televisi antrean"
        KIOSK = "kiosk", "Layar sentuh nomor antrean"
        INFO = "info", "Layar sentuh informasi"
        SURVEY = "survey", "Tablet survei"

    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")  # none: not tied yet
    mode = models.CharField(max_length=6, choices=Mode, blank=True)
    name = models.CharField("nama", max_length=60, blank=True)
    settings = models.JSONField(default=dict)  # the width of a ticket, whether calls are spoken
    code = models.CharField(max_length=8, unique=True, null=True)  # noqa: DJ001 - unique, so absent is NULL
    code_until = models.DateTimeField(null=True)
    secret_hash = models.CharField(max_length=64, unique=True)  # keyed, of what the browser keeps
    made_at = models.DateTimeField()
    tied_at = models.DateTimeField(null=True)
    tied_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    has_voice = models.BooleanField(null=True)  # whether its browser can speak Indonesian; none: not told yet
    trial_at = models.DateTimeField(null=True)  # when a manager last asked to hear it
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(tied_at__isnull=True) | (~Q(mode="") & Q(office__isnull=False)), name="tied_has_a_use"
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def is_tied(self) -> bool:
        """Whether it has its use now: its browser shows nothing else."""
        return self.tied_at is not None and self.ended_at is None

    @property
    def width(self) -> int:
        """Of the paper of its tickets, in millimetres."""
        return 58 if self.settings.get("width") == 58 else 80

    @property
    def speaks(self) -> bool:
        return bool(self.settings.get("spoken", True))
