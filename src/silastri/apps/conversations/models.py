"""Who writes to the offices, what is said from both sides, and who does not want news of progress."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedText


class Sender(models.Model):
    """Whoever writes by a channel: a number, the provider's own name for somebody, or both. ``person`` is known by
    proof alone."""

    class Proof(models.TextChoices):
        NUMBER = "number", "nomor WhatsApp"
        CARD = "card", "KTP di loket"

    channel = models.CharField(max_length=10)
    number = models.CharField(max_length=20, blank=True)
    user_id = models.CharField(max_length=150, blank=True)  # of e-mail, the address
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    proof = models.CharField(max_length=6, choices=Proof, blank=True)
    proven_at = models.DateTimeField(null=True)
    answer_from = models.DateTimeField(null=True)  # when the next answer of the machine may go out

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["channel", "number"], name="one_number", condition=~Q(number="")),
            models.UniqueConstraint(fields=["channel", "user_id"], name="one_user_id", condition=~Q(user_id="")),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | (~Q(proof="") & Q(proven_at__isnull=False)),
                name="joined_by_proof",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def to(self) -> str:
        """Where an answer goes; empty where only the provider knows."""
        return self.user_id if self.channel == "email" else self.number


class Conversation(models.Model):
    """What a sender and an office say to each other about one thing."""

    class Topic(models.TextChoices):
        GENERAL = "general", "Pertanyaan"
        COMPLAINT = "complaint", "Aduan"

    class State(models.TextChoices):
        OPEN = "open", "Terbuka"
        CLOSED = "closed", "Selesai"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    sender = models.ForeignKey(Sender, models.PROTECT, related_name="conversations")
    topic = models.CharField(max_length=9, choices=Topic, default=Topic.GENERAL)
    state = models.CharField(max_length=6, choices=State, default=State.CLOSED)
    assigned_to = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_in_at = models.DateTimeField()  # when the sender wrote last
    waits_since = models.DateTimeField(null=True)  # the first that he wrote and no person answered
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["office", "state", "-last_at"], name="office_conversations"),
            models.Index(fields=["sender", "-last_at"], name="of_sender"),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.pk}"


class Said(WithRowId):
    """One message of a conversation. Ours has the ``message`` that brings it; without ``by`` the machine wrote it."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="said")
    channel = models.CharField(max_length=10)
    is_from_citizen = models.BooleanField()
    text = SealedText()
    kind = models.CharField(max_length=20, default="text")
    at = models.DateTimeField()
    provider_id = models.CharField(max_length=150, blank=True)
    message = models.ForeignKey("message.Message", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["channel", "provider_id"], name="said_once", condition=~Q(provider_id="")),
        )
        indexes = (models.Index(fields=["conversation", "id"], name="in_order"),)

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.at}"


class Stopped(models.Model):
    """Who asked for no more news of progress: a number, the provider's own name for somebody, a person."""

    number = models.CharField(max_length=20, blank=True, db_index=True)
    user_id = models.CharField(max_length=150, blank=True, db_index=True)
    person = models.ForeignKey("accounts.Person", models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
