"""A message to one person over one channel, and what became of it; and the lines that messages go out by."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.sealed import SealedJson
from silastri.apps.wordings import queries as wordings
from silastri.domain.words.messages import table
from silastri.domain.words.messages.template import Purpose, Template

FORGOTTEN = "Isi pesan ini sudah dihapus karena tautannya tidak berlaku lagi."


class Message(models.Model):
    """``state`` says only what was heard: sent is what the provider took, delivered and read are what it told later."""

    class State(models.TextChoices):
        QUEUED = "queued", "Menunggu dikirim"
        SENDING = "sending", "Sedang dikirim"
        SENT = "sent", "Terkirim"
        DELIVERED = "delivered", "Diterima"
        READ = "read", "Dibaca"
        FAILED = "failed", "Gagal dikirim"
        UNKNOWN = "unknown", "Tidak diketahui"
        MERGED = "merged", "Digantikan"

    class Channel(models.TextChoices):
        WHATSAPP = "whatsapp", "WhatsApp"
        SMS = "sms", "SMS"
        EMAIL = "email", "Pos-el"
        SLIP = "slip", "Slip di loket"

    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="messages")
    turn = models.IntegerField(null=True)  # of the case when it was queued
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WHATSAPP)
    to = models.CharField(max_length=254)
    user_id = models.CharField(max_length=150, blank=True)  # the provider's own name for somebody without a number
    template = models.CharField(max_length=40)
    # The office's own text; none where the house's holds. Whoever queues the message chooses it, so that it stays what
    # it was, however often it is sent and whatever is published later.
    wording = models.ForeignKey("wordings.Wording", models.PROTECT, null=True)
    values = SealedJson(null=True, bound_by="about")  # none once they were forgotten
    rank = models.SmallIntegerField(default=1)  # of its purpose, the most pressing first
    # The question whose secret link goes with it: it is kept nowhere, and found when the message goes out.
    opinion = models.ForeignKey("opinions.Opinion", models.PROTECT, null=True)
    about = models.CharField(max_length=80)  # the event and the person: one event, one message by each channel
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the earliest moment to send it
    attempts = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=150, blank=True)
    code = models.CharField(max_length=40, blank=True)  # of the last failure, in the provider's own count
    error = models.CharField(max_length=300, blank=True)
    answer_lost = models.BooleanField(default=False)  # an attempt may have reached the person, and nobody told us
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")  # the one that failed
    price_class = models.CharField(max_length=40, blank=True)  # as the provider billed it
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)  # rupiah

    class Meta:
        constraints = (models.UniqueConstraint(fields=["about", "channel"], name="one_message_of_an_event"),)
        indexes = (
            models.Index(
                fields=["channel", "rank", "id"], name="to_send", condition=Q(state__in=["queued", "sending"])
            ),
            models.Index(fields=["office", "-queued_at"], name="office_messages"),
            models.Index(fields=["office"], name="messages_that_failed", condition=Q(state__in=["failed", "unknown"])),
            models.Index(fields=["channel", "provider_id"], name="by_provider", condition=~Q(provider_id="")),
            models.Index(fields=["channel", "to", "sent_at"], name="sent_to"),
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
    def purpose(self) -> Purpose:
        return tuple(Purpose)[self.rank]

    @property
    def body(self) -> str:
        """Its text, without the secret link of a question."""
        return FORGOTTEN if self.values is None else self.words.text(self.pattern)

    @property
    def pattern(self) -> str:
        """Empty where the house's text holds."""
        return wordings.pattern(self.wording_id) if self.wording_id else ""


class Line(models.Model):
    """What is known of a channel's provider. Whoever sends locks its row, so that the pace holds for all workers."""

    channel = models.CharField(max_length=10, unique=True, choices=Message.Channel)
    open_at = models.DateTimeField()  # nothing goes out before
    failures = models.IntegerField(default=0)  # in a row, of the provider itself
    why = models.CharField(max_length=300, blank=True)  # it does not work
    is_barred = models.BooleanField(default=False)  # until somebody mends it
    allowance = models.FloatField(default=0)  # messages that may go out at once
    counted_at = models.DateTimeField()  # when the allowance was reckoned
    sent_at = models.DateTimeField(null=True)  # the last that the provider took
    confirmed_at = models.DateTimeField(null=True)  # the last that was told to have arrived
    unconfirmed_since = models.DateTimeField(null=True)  # the first one sent after that

    def __str__(self) -> str:
        return self.channel
