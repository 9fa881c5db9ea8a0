"""A question to one party at one step of a case, and its answer."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedJson
from silastri.domain.case.opinion import Stance


class Opinion(WithRowId):
    """Asked once and answered once. Asking again ends it and makes a new one."""

    class State(models.TextChoices):
        ASKED = "asked", "Menunggu jawaban"
        ANSWERED = "answered", "Dijawab"
        ENDED = "ended", "Berakhir"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="opinions")
    office = models.ForeignKey("offices.Office", models.PROTECT)
    step = models.CharField(max_length=40)
    party = models.CharField(max_length=40)  # its key in the step
    post = models.CharField(max_length=40, blank=True)  # of this office; empty for a party outside
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    made_at = models.DateTimeField()
    again = models.CharField(max_length=500, blank=True)  # why it is asked again

    # The link: a party outside has no account, and whoever has the link can answer for the party.
    contact = models.CharField(max_length=254, blank=True)
    salt = models.CharField(max_length=32, blank=True)  # the link is made from it and the data key, and is not stored
    link_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True)  # when the question was sent
    shown_to = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, related_name="+"
    )  # the link, of officers
    due_at = models.DateTimeField(null=True)

    answered_at = models.DateTimeField(null=True)
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True)  # an officer of this office
    by = models.CharField(max_length=120, blank=True)
    by_post = models.CharField(max_length=120, blank=True)
    stance = models.CharField(max_length=10, blank=True, choices=[(stance.value, stance.value) for stance in Stance])
    said = SealedJson(default=dict)  # the answers and the note
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True)

    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "step", "party"], condition=~Q(state="ended"), name="one_question_a_party"
            ),
            models.UniqueConstraint(fields=["link_hash"], condition=~Q(link_hash=""), name="one_question_a_link"),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_at__isnull=False) & ~Q(by="")), name="answer_has_author"
            ),
        )
        indexes = (models.Index(fields=["office", "post", "due_at"], name="asked_of_post", condition=Q(state="asked")),)

    def __str__(self) -> str:
        return f"{self.step}/{self.party}"

    @property
    def is_answered(self) -> bool:
        """Whether it was answered, even if it was asked again since."""
        return self.answered_at is not None


class PartnerContact(models.Model):
    """Where a party outside is reached, as a manager of the office wrote it down: not whoever asks."""

    office = models.ForeignKey("offices.Office", models.PROTECT)
    party = models.CharField("pihak", max_length=200)  # its name
    contact = models.CharField("kontak", max_length=254)  # a telephone number as +62..., or an e-mail address
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "party", "contact"], name="one_contact_a_party"),)

    def __str__(self) -> str:
        return f"{self.party}: {self.contact}"
