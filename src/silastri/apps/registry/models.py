"""A period of the registry as it was exported, and its entries: found by keyed index, sealed otherwise (UU 27/2022)."""

from django.db import models

from silastri.apps.accounts.sealed import SealedJson


class Period(models.Model):
    """What one export told. It is invisible until it is ready, and stays when newer ones come."""

    office = models.ForeignKey("offices.Office", models.PROTECT)
    name = models.CharField("periode", max_length=40)
    source = models.CharField("sumber", max_length=120)
    file_mark = models.CharField(max_length=64)  # tells whether an import that was cut off goes on with the same file
    lines_done = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    skipped = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "name"], name="one_period_a_name"),)

    def __str__(self) -> str:
        return self.name


class RegistryEntry(models.Model):
    """``name_key`` is the folded name, for searching by how it begins."""

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
            # PostgreSQL finds beginnings of words only in an index that compares byte by byte.
            models.Index(
                fields=["period", "name_key"], name="registry_name", opclasses=["int8_ops", "varchar_pattern_ops"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.period_id}/{self.line}"
