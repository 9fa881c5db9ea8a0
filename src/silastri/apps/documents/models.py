"""A stored file, one that is coming in, and the order to destroy bytes.

Bytes are in the file store under their hash; two files may share them.
"""

from django.db import models

PART = 256 * 1024  # bytes of a part: a weak line carries it in seconds


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.IntegerField()
    kind = models.CharField(max_length=40)  # media type
    pages = models.IntegerField(default=0)
    name = models.CharField(max_length=200)  # the name that the person gave it
    sent_sha256 = models.CharField(max_length=64, blank=True)  # of what was sent, of which this was made
    doubts = models.JSONField(default=list)  # pages, and what may make them hard to read: photo_doubts.py
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class PartialFile(models.Model):
    """A file that comes in parts over a weak line, for one requirement of a case. Its bytes are in the file store, part
    by part, until it is handed in or nobody sends more."""

    token = models.CharField(max_length=43, unique=True)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    ref = models.CharField(max_length=20)  # of the case
    key = models.CharField(max_length=60)  # of the requirement
    name = models.CharField(max_length=200)
    size = models.IntegerField()  # when it is whole
    sha256 = models.CharField(max_length=64, blank=True)  # when it is whole, where the browser can say it
    received = models.IntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["last_at"]),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        return self.received == self.size


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
