"""A file that somebody asked for and a worker makes."""

from django.db import models


class MadeFile(models.Model):
    """``what`` names its maker, ``asked`` what the maker is told. A worker has it until ``leased_until``; then another
    may begin anew. When it is done, its bytes lie sealed in the file store under ``token``."""

    class State(models.TextChoices):
        WAITING = "waiting", "Menunggu giliran"
        RUNNING = "running", "Sedang dibuat"
        DONE = "done", "Siap diunduh"
        FAILED = "failed", "Gagal"
        GONE = "gone", "Sudah dihapus"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    what = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=120)  # of the file, with its ending
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.IntegerField(default=0)  # rows
    total = models.IntegerField(default=0)
    why = models.CharField(max_length=300, blank=True)  # it failed
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    keep_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    lease = models.CharField(max_length=22, blank=True)
    leased_until = models.DateTimeField(null=True)
    token = models.CharField(max_length=43, blank=True)
    size = models.BigIntegerField(default=0)  # bytes

    class Meta:
        indexes = (
            models.Index(fields=["office", "by", "-asked_at"], name="made_files_of_person"),
            models.Index(fields=["state", "id"], name="made_files_to_do"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0
