"""The text of a message as an office says it, and whether the provider of a channel has approved a text."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

_WHOSE = (F("office"), Coalesce(F("service"), 0), F("template"))


class Wording(models.Model):
    """An office's own text of a template, for one service or, without one, for all that have none of their own. Once it
    was published it never changes: messages that went out point to it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draf"
        PROPOSED = "proposed", "Menunggu orang kedua"
        PUBLISHED = "published", "Dipakai"
        RETIRED = "retired", "Pernah dipakai"
        REFUSED = "refused", "Ditolak"
        WITHDRAWN = "withdrawn", "Ditarik"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True)
    template = models.CharField(max_length=40)
    version = models.IntegerField(null=True)  # counted when it is published
    pattern = models.CharField(max_length=1000)
    why = models.CharField("alasan", max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    drafted_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    objection = models.CharField(max_length=500, blank=True)  # why it was refused

    class Meta:
        constraints = (
            models.UniqueConstraint(*_WHOSE, name="one_wording_in_use", condition=Q(state="published")),
            models.UniqueConstraint(*_WHOSE, name="one_wording_in_hand", condition=Q(state__in=["draft", "proposed"])),
            models.UniqueConstraint(*_WHOSE, F("version"), name="one_wording_a_version"),
            models.CheckConstraint(
                condition=Q(state__in=["published", "retired"], published_by__isnull=False, version__isnull=False)
                | (~Q(state__in=["published", "retired"]) & Q(published_at=None, version=None)),
                name="wording_is_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("drafted_by")), name="wording_has_second_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id}/{self.service_id or '-'}/{self.template} v{self.version or '-'}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.PROPOSED)


class Approval(models.Model):
    """What the provider of a channel says of a text that it must approve: an office's, or the house's, which is the
    same for all offices and known by its template."""

    class State(models.TextChoices):
        NOT_SENT = "not_sent", "Belum diajukan"
        WAITING = "waiting", "Menunggu WhatsApp"
        APPROVED = "approved", "Disetujui WhatsApp"
        REFUSED = "refused", "Ditolak WhatsApp"
        PAUSED = "paused", "Dihentikan WhatsApp"
        DEARER = "dearer", "Disetujui, lebih mahal"

    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="approvals")
    template = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, default="whatsapp")
    name = models.CharField(max_length=200)  # at the provider
    language = models.CharField(max_length=10)
    category = models.CharField(max_length=20)
    body = models.CharField(max_length=1100)
    places = models.JSONField()  # the name of the value for each numbered place
    state = models.CharField(max_length=10, choices=State, default=State.NOT_SENT)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()  # of the last news

    class Meta:
        constraints = (models.UniqueConstraint(fields=["channel", "name", "language"], name="one_approval_a_name"),)

    def __str__(self) -> str:
        return self.name
