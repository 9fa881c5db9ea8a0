"""By which way, when and how much an officer wants to be told of his work."""

from datetime import time

from django.db import models
from django.db.models import Q

from silastri.domain.outbox.style import STYLES, Style


class Choice(models.Model):
    """Without hours, those of the office hold."""

    class Channel(models.TextChoices):
        WHATSAPP = "whatsapp", "WhatsApp"
        EMAIL = "email", "Pos-el"

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WHATSAPP)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    style = models.CharField(
        max_length=7, choices=[(str(style), words) for style, words in STYLES.items()], default=str(Style.EACH)
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(begins=None, ends=None) | Q(begins__lt=models.F("ends")), name="hours_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.style}"

    @property
    def hours(self) -> tuple[time, time] | None:
        return (self.begins, self.ends) if self.begins and self.ends else None
