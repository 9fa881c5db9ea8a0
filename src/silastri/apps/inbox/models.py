"""What providers sent us, as it came. It is understood later, and nothing of it is lost before."""

from django.db import models

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedBytes, SealedText


class Received(WithRowId):
    """A request of a provider that was admitted. ``why`` says what was not understood of it."""

    class State(models.TextChoices):
        NEW = "new", "Belum dibaca"
        UNDERSTOOD = "understood", "Sudah dibaca"
        NOT_UNDERSTOOD = "not_understood", "Tidak dikenali"
        GIVEN_UP = "given_up", "Gagal dibaca"

    channel = models.CharField(max_length=10)
    at = models.DateTimeField()
    method = models.CharField(max_length=6)
    query = SealedText()
    headers = models.JSONField(default=dict)
    body = SealedBytes()
    size = models.IntegerField()
    digest = models.CharField(max_length=64)  # keyed
    slot = models.BigIntegerField()  # of time: what comes again much later is another
    state = models.CharField(max_length=14, choices=State, default=State.NEW)
    why = models.CharField(max_length=300, blank=True)
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()  # when it is looked at

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "digest", "slot"], name="received_once"),)
        indexes = (
            models.Index(fields=["next_at", "id"], name="to_understand", condition=models.Q(state="new")),
            models.Index(fields=["state", "at"], name="received_states"),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%Y-%m-%d %H:%M:%S}"
