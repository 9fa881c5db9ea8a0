"""The cap of an office, and what its messages cost day by day."""

from django.db import models
from django.db.models import Q


class Budget(models.Model):
    """What is not set has no cap. A cap stops what people like to know, never what they must know."""

    office = models.OneToOneField("offices.Office", models.PROTECT)
    rupiah_a_month = models.PositiveIntegerField("rupiah sebulan", null=True)
    messages_a_day = models.PositiveIntegerField("pesan sehari", null=True)

    def __str__(self) -> str:
        return str(self.office_id)


class Spent(models.Model):
    """Of one office, day, channel and class of price: how many messages, and what they cost at most."""

    office = models.ForeignKey("offices.Office", models.PROTECT, null=True)  # none: accounts
    day = models.DateField()
    channel = models.CharField(max_length=10)
    price_class = models.CharField(max_length=20, blank=True)
    messages = models.IntegerField(default=0)
    rupiah = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "day", "channel", "price_class"], name="one_row_a_day"),
            models.UniqueConstraint(
                fields=["day", "channel", "price_class"], name="one_row_of_no_office", condition=Q(office=None)
            ),
        )
        indexes = (models.Index(fields=["day", "channel"], name="spent_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"
