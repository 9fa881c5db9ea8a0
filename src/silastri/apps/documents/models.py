"""A stored file, and the order to destroy bytes. They lie in the file store under their hash; two may share them."""

from django.db import models


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.IntegerField()
    kind = models.CharField(max_length=40)  # media type
    pages = models.IntegerField(default=0)
    name = models.CharField(max_length=200)  # as the person called it
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Destruction(models.Model):
    """Bytes that were ordered to be destroyed: it stays for ever and tells why they are not there."""

    sha256 = models.CharField(max_length=64, db_index=True)
    why = models.CharField(max_length=200)  # the berita acara
    ordered_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["id"], name="still_to_destroy", condition=models.Q(done_at__isnull=True)),)

    def __str__(self) -> str:
        return self.sha256
