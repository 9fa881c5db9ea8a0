"""What a post asks for beside the standards, and the certificates of officers."""

from django.db import models
from django.db.models import F, Q


class PostSkill(models.Model):
    """What a manager asks of a post, such as a training in one-stop services."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "post", "name"], name="one_skill_a_post"),)

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A certificate of an officer. It counts once a second person has confirmed it."""

    class State(models.TextChoices):
        SENT = "sent", "Menunggu diperiksa"
        CONFIRMED = "confirmed", "Diterima"
        REFUSED = "refused", "Tidak diterima"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    covers = models.JSONField(default=list)  # keys of what posts ask for: domain/review/competence.py
    state = models.CharField(max_length=9, choices=State, default=State.SENT)
    added_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # why it was refused

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="sent") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("person"))),
                name="certificate_has_second_person",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")), name="certificate_ends_after"
            ),
        )
        indexes = (models.Index(fields=["office", "person"], name="certificates_of_officer"),)

    def __str__(self) -> str:
        return self.name
