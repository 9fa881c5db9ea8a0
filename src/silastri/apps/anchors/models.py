"""What the tables that only grow held on one day."""

from django.db import models


class Anchor(models.Model):
    """One of a chain, over the anchor before. Printed or stamped by an authority, its seal proves what there was even
    to whoever distrusts the server."""

    day = models.DateField(unique=True)  # by the clock of the capital: it is about all offices
    at = models.DateTimeField()
    heads = models.JSONField()  # by table: the last row, the rows since the anchor before, the digest of their seals
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    doubts = models.JSONField(default=list)  # what did not fit when it was made, in words
    stamp = models.BinaryField(null=True)  # of a timestamp authority over the SHA-256 of the seal (RFC 3161, DER)

    def __str__(self) -> str:
        return f"{self.day}"
