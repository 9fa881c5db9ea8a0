"""The last time that something ran by itself."""

from django.db import models


class Beat(models.Model):
    name = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)  # the last time that it could not be done
    why = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
