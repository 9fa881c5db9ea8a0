"""A service of an office, each published version of its standard, and texts of letters on the way to a next one."""

from django.db import models
from django.db.models import Q


class Service(models.Model):
    office = models.ForeignKey("offices.Office", models.PROTECT)
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    summary = models.CharField(max_length=500, blank=True)
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "slug"], name="one_service_a_slug"),)

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A published definition. It never changes, since cases run under it until they end."""

    service = models.ForeignKey(Service, models.PROTECT)
    number = models.IntegerField()
    effective_on = models.DateField()
    texts = models.JSONField()  # the files of the definition, by name
    texts_hash = models.CharField(max_length=64)
    offer = models.JSONField(default=dict)  # what lists of services show and their search reads
    published_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["service", "number"], name="one_version_a_number"),)

    def __str__(self) -> str:
        return f"{self.service_id} v{self.number}"


class TextDraft(models.Model):
    """A changed text of one letter, until a second person publishes it as part of a new version. The row stays, and
    says who changed it, why, and who decided."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draf"
        PROPOSED = "proposed", "Menunggu orang kedua"
        PUBLISHED = "published", "Diterbitkan"
        REFUSED = "refused", "Ditolak"
        WITHDRAWN = "withdrawn", "Ditarik"

    service = models.ForeignKey(Service, models.PROTECT)
    base = models.ForeignKey(Version, models.PROTECT, related_name="+")  # the version whose text was changed
    file = models.CharField(max_length=100)
    text = models.TextField()
    why = models.CharField("alasan", max_length=500)
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    objection = models.CharField(max_length=500, blank=True)  # why it was refused
    published = models.OneToOneField(Version, models.PROTECT, null=True, related_name="draft")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["service", "file"], name="one_open_draft", condition=Q(state__in=["draft", "proposed"])
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "refused"]) | ~Q(decided_by=models.F("author")),
                name="text_has_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "refused"]) | Q(decided_by__isnull=False),
                name="text_is_decided_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service_id}/{self.file}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.PROPOSED)
