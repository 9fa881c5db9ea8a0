"""A case, its control card, its documents and what the checker said of each."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedJson
from silastri.domain.case.workflow import State


class Case(WithRowId):
    """Each step writes its row anew, and with it an entry in every index: none is here that another one covers."""

    class StateLabel(models.TextChoices):
        DRAFT = State.DRAFT, "Belum dikirim"
        WAITING = State.WAITING, "Dalam daftar tunggu"
        RUNNING = State.RUNNING, "Sedang diproses"
        RETURNED = State.RETURNED, "Perlu diperbaiki"
        DONE = State.DONE, "Selesai"
        REFUSED = State.REFUSED, "Ditolak"
        WITHDRAWN = State.WITHDRAWN, "Dibatalkan"
        REFERRED = State.REFERRED, "Dialihkan"

    office = models.ForeignKey("offices.Office", models.PROTECT, db_index=False)
    service = models.ForeignKey("catalog.Service", models.PROTECT, db_index=False)
    version = models.ForeignKey("catalog.Version", models.PROTECT, db_index=False)  # no case is looked for by it
    ref = models.CharField("nomor pendaftaran", max_length=20, unique=True)
    applicant = models.ForeignKey("accounts.Person", models.PROTECT, related_name="cases", db_index=False)
    holder_name = models.CharField("pemegang", max_length=300, blank=True)
    holder_index = models.CharField(max_length=64, blank=True, db_index=True)  # keyed, of the holder's NIK
    address = models.CharField("alamat pemohon", max_length=300, blank=True)  # as this office was told it
    filled_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )  # at the counter
    answers = SealedJson(default=dict)
    notes = SealedJson(default=dict)  # what is kept of each step: domain/case/step_notes.py
    state = models.CharField(max_length=12, choices=StateLabel, default=State.DRAFT)
    corrects = models.CharField(max_length=16, blank=True, db_index=True)  # the code of the letter that it corrects
    via = models.CharField(max_length=10, default="web")  # or "counter": registered there for the applicant
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=2000, blank=True)  # why it was refused or withdrawn

    # Where the case stands.
    turn = models.IntegerField(default=0)  # the number of rows on its control card
    seal = models.CharField(max_length=64, blank=True)  # the seal of the last row
    step = models.CharField(max_length=40, blank=True)
    post = models.CharField(max_length=40, blank=True)
    recorder = models.CharField(max_length=40, blank=True)  # the post that may record the step for its actor
    sent_back = models.CharField(max_length=40, blank=True)  # the step that sent it back and that it has not passed yet
    arrived_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # when this step is due
    limit_at = models.DateTimeField(null=True)  # the last moment for the applicant or somebody else to act at this step
    taken_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)
    hands = models.JSONField(default=dict)  # who prepared and who decided: kind of step -> people

    # The promise: when it is due while its clock runs, what is left of it while the clock stands still.
    promise_due_at = models.DateTimeField(null=True)
    promise_left = models.IntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["filled_by"], name="filled_by", condition=Q(filled_by__isnull=False)),
            models.Index(fields=["taken_by"], name="taken_by", condition=Q(taken_by__isnull=False)),
            models.Index(fields=["office", "post", "due_at", "id"], name="inbox", condition=Q(state=State.RUNNING)),
            models.Index(
                fields=["office", "recorder", "due_at", "id"],
                name="inbox_to_record",
                condition=Q(state=State.RUNNING) & ~Q(recorder=""),
            ),
            models.Index(fields=["office", "due_at", "id"], name="running_due", condition=Q(state=State.RUNNING)),
            models.Index(fields=["office", "limit_at"], name="past_limit", condition=Q(limit_at__isnull=False)),
            models.Index(fields=["applicant", "-created_at"], name="my_cases"),
            models.Index(fields=["office", "-submitted_at"], name="office_cases"),
            models.Index(fields=["office", "state", "service", "-submitted_at"], name="office_states"),
            models.Index(
                fields=["office", "holder_name", "ref", "id"], name="office_holders"
            ),  # is read alone in a search
            models.Index("service", Upper("holder_name"), name="same_holder"),
            models.Index(fields=["office", "ended_at"], name="office_ended", condition=Q(ended_at__isnull=False)),
        )

    def __str__(self) -> str:
        return self.ref


class StepRun(models.Model):
    """One row of the kartu kendali: added once, never changed. The database refuses changes too."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="runs", db_index=False)
    turn = models.IntegerField()
    step = models.CharField(max_length=40)
    post = models.CharField(max_length=40)
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, db_index=False)
    by = models.CharField(max_length=120)  # with Plt. or Plh. if it applied then
    via = models.CharField(max_length=10)
    arrived_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField()
    outcome = models.CharField(max_length=60)
    note = models.CharField(max_length=2000, blank=True)
    to_step = models.CharField(max_length=40, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "turn"], name="one_run_a_turn"),)
        indexes = (
            models.Index(fields=["left_at"], name="runs_of_day"),
            models.Index(fields=["person", "left_at"], name="runs_of_person"),  # what he did today, not in all years
            models.Index(fields=["outcome", "left_at"], name="runs_of_outcome"),  # pauses and returns are few among all
        )

    ASIDE = "\nCatatan sistem: "  # what follows this in a note is for the control card, not for the applicant

    def __str__(self) -> str:
        return f"{self.turn}. {self.step}"

    @property
    def told(self) -> str:
        """What the officer wrote."""
        return self.note.partition(self.ASIDE)[0]


class CaseDocument(models.Model):
    """A document handed in. Handing it in again adds a row; the newest one counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", db_index=False)
    key = models.CharField(max_length=60)  # the requirement, or ``keys.of_step`` for a document of an officer
    file = models.ForeignKey("documents.StoredFile", models.PROTECT)
    person = models.ForeignKey("accounts.Person", models.PROTECT)
    added_at = models.DateTimeField()
    turn = models.IntegerField()  # rows of the control card so far; after a return they include the return

    class Meta:
        indexes = (models.Index(fields=["case", "key", "-id"]),)

    def __str__(self) -> str:
        return self.key


class Mark(models.Model):
    """What the checker said of one requirement, in one check."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="marks", db_index=False)
    turn = models.IntegerField()  # of the control-card row with the same decision
    key = models.CharField(max_length=60)
    is_right = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "turn", "key"], name="one_mark_a_check"),
            models.CheckConstraint(condition=Q(is_right=True) | ~Q(reason=""), name="wrong_has_reason"),
        )

    def __str__(self) -> str:
        return self.key
