"""An exported period of the registry, and its entries: found by keyed index, otherwise encrypted (UU 27/2022)."""

from django.db import models

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedJson


class Period(models.Model):
    """The entries of one export. It is invisible until it is ready, and is kept when newer ones come."""

    office = models.ForeignKey("offices.Office", models.PROTECT)
    name = models.CharField("periode", max_length=40)
    source = models.CharField("sumber", max_length=120)
    file_mark = models.CharField(max_length=64)  # shows whether a resumed import reads the same file
    lines_done = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    skipped = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "name"], name="one_period_a_name"),)

    def __str__(self) -> str:
        return self.name


class RegistryEntry(WithRowId):
    """``name_key`` is the simplified name, for searching by its beginning."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="entries", db_index=False)
    nik_index = models.CharField(max_length=32)
    kk_index = models.CharField(max_length=32)
    name_key = models.CharField(max_length=100)
    sealed = SealedJson()
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["period", "nik_index"], name="registry_nik"),
            models.Index(fields=["period", "kk_index"], name="registry_kk"),
            # PostgreSQL searches for the beginning of a text only in an index that compares byte by byte.
            models.Index(
                fields=["period", "name_key"], name="registry_name", opclasses=["int8_ops", "varchar_pattern_ops"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.period_id}/{self.line}"
