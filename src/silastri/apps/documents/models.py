"""A stored file. Its bytes lie in the file store under its hash; two records may share them."""

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
