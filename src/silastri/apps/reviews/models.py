"""The yearly measurement of a service: its items as the standard had them, what was found at each, and what is done
about it."""

from django.db import models
from django.db.models import Q


class Review(models.Model):
    """One service, one year. Once approved it does not change; ``result`` is then all that its report says."""

    class State(models.TextChoices):
        OPEN = "open", "Berjalan"
        APPROVED = "approved", "Ditetapkan"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, related_name="+")
    version = models.ForeignKey("catalog.Version", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    team = models.JSONField(default=list)  # posts
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    begun_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    result = models.JSONField(default=dict)
    approved_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service", "year"], name="one_review_a_year"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["office", "year"], name="reviews_of_office"),)

    def __str__(self) -> str:
        return f"{self.service_id} {self.year}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class ReviewItem(models.Model):
    """One thing that was looked at. ``edition`` grows with each change, so that nobody overwrites what he has not
    seen."""

    class Mark(models.TextChoices):
        FITS = "fits", "Sesuai"
        PARTLY = "partly", "Sebagian"
        NOT = "not", "Tidak"
        NA = "na", "Tidak relevan"

    review = models.ForeignKey(Review, models.PROTECT, related_name="items")
    key = models.CharField(max_length=40)
    component = models.CharField(max_length=40)
    place = models.SmallIntegerField()
    text = models.TextField()
    mark = models.CharField(max_length=6, choices=Mark, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    edition = models.IntegerField(default=0)
    marked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "key"], name="one_item_a_key"),)

    def __str__(self) -> str:
        return self.text[:40]


class ReviewPhoto(models.Model):
    """A photo as evidence of what was found."""

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="photos")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id}"


class ReviewAction(models.Model):
    """What is improved because of an item."""

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="actions")
    improvement = models.OneToOneField("improvements.Improvement", models.PROTECT, related_name="review_action")

    def __str__(self) -> str:
        return f"{self.item_id}"
