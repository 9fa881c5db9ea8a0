"""A request about somebody's own personal data, and what people agreed to or took back."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import RowSeal, SealedJson, SealedText


class DataRequest(WithRowId):
    """Asked by the person whose data they are, of one office, which answers within 3 x 24 hours."""

    class Kind(models.TextChoices):
        COPY = "copy", "Salinan data saya"
        CORRECT = "correct", "Betulkan data saya"
        RESTRICT = "restrict", "Batasi pemakaian data saya"
        ERASE = "erase", "Hapus data saya"

    class State(models.TextChoices):
        OPEN = "open", "Menunggu jawaban"
        DONE = "done", "Dipenuhi"
        PART = "part", "Dipenuhi sebagian"
        REFUSED = "refused", "Tidak dapat dipenuhi"
        WITHDRAWN = "withdrawn", "Ditarik"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=8, choices=Kind)
    told = SealedJson(default=dict)  # what was asked: text, and the right name or NIK
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    ground = models.CharField(max_length=10, blank=True)  # of a refusal
    answer = SealedText(null=True)
    post = models.CharField(max_length=40, blank=True)  # which answered
    answered_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    made = models.ForeignKey("made_files.MadeFile", models.PROTECT, null=True, related_name="+")  # the copy

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "person", "kind"], condition=Q(state="open"), name="one_open_data_request"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="data_request_ended_when",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(ground=""), name="refused_on_a_ground"),
        )
        indexes = (models.Index(fields=["office", "state", "due_at"], name="data_requests_of_office"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def was_late(self) -> bool:
        return self.answered_at is not None and self.answered_at > self.due_at


class Consent(models.Model):
    """That somebody agreed to one use of his data, or took it back. Added once, never changed: the newest of a purpose
    holds, and all of them are the proof (art. 24)."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account", "Data akun dipakai untuk layanan"
        EMAIL = "email", "Kabar lewat pos-el"
        TRUSTED = "trusted", "Kabar penting kepada orang yang dipercaya"

    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=8, choices=Purpose)
    edition = models.CharField(max_length=10)  # of the words that were agreed to
    given = models.BooleanField()  # False: taken back
    at = models.DateTimeField()
    via = models.CharField(max_length=10)  # web, counter, job
    seal = RowSeal()

    class Meta:
        indexes = (models.Index(fields=["person", "purpose", "-id"], name="consents_of_person"),)

    def __str__(self) -> str:
        return f"{self.purpose} {'ya' if self.given else 'tidak'}"


class DataBreach(WithRowId):
    """Personal data came where they should not have, were lost or changed. Those concerned and the agency are told
    within 3 x 24 hours of when it was known (art. 46)."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    known_at = models.DateTimeField()
    due_at = models.DateTimeField()
    told = SealedJson(default=dict)  # data, how and when, what is done, whom to ask: what the notices say
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="breach_closed_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["office", "-known_at"], name="breaches_of_office"),)

    def __str__(self) -> str:
        return self.title


class BreachStep(WithRowId):
    """One thing of the checklist that was done. Added once, never changed."""

    breach = models.ForeignKey(DataBreach, models.PROTECT, related_name="steps")
    key = models.CharField(max_length=10)  # domain/personal_data/breach.py
    text = SealedText()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.breach_id} {self.key}"


class BreachPerson(models.Model):
    """Somebody whose data it touched, and when he was told."""

    breach = models.ForeignKey(DataBreach, models.PROTECT, related_name="people")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["breach", "person"], name="once_in_a_breach"),)

    def __str__(self) -> str:
        return f"{self.breach_id} {self.person_id}"


class DataPurge(models.Model):
    """A list of what an office keeps outside its archive beyond its time: proposed, approved by a second person, and
    carried out with a berita acara. ``counts`` are those of the proposal, and in the end of what was destroyed."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Menunggu persetujuan"
        APPROVED = "approved", "Disetujui"
        REFUSED = "refused", "Tidak disetujui"
        DONE = "done", "Selesai"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    before = models.JSONField(default=dict)  # for each kind, until when it is destroyed
    counts = models.JSONField(default=dict)
    proposed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=500, blank=True)
    done_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    witnesses = models.JSONField(default=list)  # name and post of each
    year = models.IntegerField(null=True)
    sequence = models.IntegerField(null=True)
    number = models.CharField(max_length=120, blank=True)  # of the berita acara, in one row with those of the archive
    sha256 = models.CharField(max_length=64, blank=True)  # of the berita acara; of none before there was a PDF

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office"], condition=Q(state__in=["proposed", "approved"]), name="one_open_purge_an_office"
            ),
            models.UniqueConstraint(fields=["office", "year", "sequence"], name="one_purge_a_sequence"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                name="nobody_approves_his_own_purge",
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_at__isnull=False), name="purge_done_when"),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.pk}"
