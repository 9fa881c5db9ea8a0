"""A stored file, and the order to destroy bytes. Bytes are in the file store under their hash; two files may share
them."""

from django.db import models


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.IntegerField()
    kind = models.CharField(max_length=40)  # media type
    pages = models.IntegerField(default=0)
    name = models.CharField(max_length=200)  # the name that the person gave it
    sent_sha256 = models.CharField(max_length=64, blank=True)  # of what was sent, of which this was made
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Destruction(models.Model):
    """An order to destroy bytes. The row stays for good and says why the bytes are not there."""

    sha256 = models.CharField(max_length=64, db_index=True)
    why = models.CharField(max_length=200)  # the berita acara
    ordered_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["id"], name="still_to_destroy", condition=models.Q(done_at__isnull=True)),)

    def __str__(self) -> str:
        return self.sha256
