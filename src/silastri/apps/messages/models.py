"""A message to one person over one channel, and what became of it."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.sealed import SealedJson
from silastri.domain.words.messages import table
from silastri.domain.words.messages.template import Template

FORGOTTEN = "Isi pesan ini sudah dihapus karena tautannya tidak berlaku lagi."


class Message(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", "Menunggu dikirim"
        SENDING = "sending", "Sedang dikirim"
        SENT = "sent", "Terkirim"
        FAILED = "failed", "Gagal dikirim"

    class Channel(models.TextChoices):
        WHATSAPP = "whatsapp", "WhatsApp"
        SMS = "sms", "SMS"
        EMAIL = "email", "Pos-el"

    office = models.ForeignKey("offices.Office", models.PROTECT, null=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="messages")
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WHATSAPP)
    to = models.CharField(max_length=254)
    template = models.CharField(max_length=40)
    values = SealedJson(null=True)  # none once they were forgotten
    # The question whose secret link goes with it: it is kept nowhere, and found when the message goes out.
    opinion = models.ForeignKey("opinions.Opinion", models.PROTECT, null=True)
    about = models.CharField(max_length=80, unique=True)  # the event and the person: one event, one message
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the earliest moment to send it
    attempts = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=100, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["due_at", "id"], name="to_send", condition=Q(state__in=["queued", "sending"])),
            models.Index(fields=["office", "-queued_at"], name="office_messages"),
            models.Index(
                fields=["queued_at"],
                name="to_forget",
                condition=Q(template__in=list(table.SECRET), values__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.about

    @property
    def words(self) -> Template:
        return table.words(self.template, self.values)

    @property
    def body(self) -> str:
        """Its text, without the secret link of a question."""
        return FORGOTTEN if self.values is None else self.words.text()
