"""A service of an office, and each published version of its standard."""

from django.db import models


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
