"""A record, its files, and the lists by which records become inactive, are destroyed or handed over."""

from datetime import date

from django.db import models
from django.db.models import Q

from silastri.domain.definition.archive import Fate as FateCode
from silastri.domain.definition.archive import Security as SecurityCode


class Record(models.Model):
    """One unit of the archive. It holds only what its letter and its case do not."""

    class Kind(models.TextChoices):
        LETTER = "letter", "Surat"
        CASE = "case", "Berkas permohonan"

    class State(models.TextChoices):
        ACTIVE = "active", "Aktif"
        INACTIVE = "inactive", "Inaktif"
        LISTED = "listed", "Diusulkan"
        DESTROYED = "destroyed", "Musnah"
        HANDED_OVER = "handed_over", "Statis, diserahkan"

    class Fate(models.TextChoices):
        DESTROY = FateCode.DESTROY, "Musnah"
        PERMANENT = FateCode.PERMANENT, "Permanen"
        APPRAISE = FateCode.APPRAISE, "Dinilai kembali"

    class Security(models.TextChoices):
        OPEN = SecurityCode.OPEN, "Biasa"
        LIMITED = SecurityCode.LIMITED, "Terbatas"
        SECRET = SecurityCode.SECRET, "Rahasia"
        TOP_SECRET = SecurityCode.TOP_SECRET, "Sangat rahasia"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="records")
    letter = models.OneToOneField("letters.Letter", models.PROTECT, null=True, related_name="record")
    kind = models.CharField(max_length=6, choices=Kind)
    code = models.CharField(max_length=40, blank=True)  # classification
    security = models.CharField(max_length=16, choices=Security)
    on = models.DateField()  # the day of the letter, or on which the case ended
    active_until = models.DateField(null=True)  # empty while the schedule does not have the code
    inactive_until = models.DateField(null=True)
    fate = models.CharField(max_length=16, choices=Fate, blank=True)
    schedule = models.CharField(max_length=64)  # hash of the office's definition with that schedule
    appraised = models.BooleanField(default=False)  # a person decided its fate, in place of the schedule
    state = models.CharField(max_length=12, choices=State, default=State.ACTIVE)
    held = models.CharField(max_length=500, blank=True)  # why it may be neither destroyed nor handed over
    filed_at = models.DateTimeField()
    text = models.TextField(blank=True)  # the words of its files, without identity numbers; empty once destroyed

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=Q(kind="case"), name="one_file_a_case"),
            models.CheckConstraint(
                condition=Q(kind="letter", letter__isnull=False) | Q(kind="case", letter__isnull=True),
                name="record_of_a_letter_or_a_case",
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True, inactive_until__isnull=True, fate="")
                | (Q(active_until__isnull=False, inactive_until__isnull=False) & ~Q(fate="")),
                name="retention_is_whole",
            ),
        )
        indexes = (
            models.Index(
                fields=["office", "active_until", "id"], name="due_to_be_inactive", condition=Q(state="active")
            ),
            models.Index(
                fields=["office", "fate", "inactive_until", "id"], name="due_to_go", condition=Q(state="inactive")
            ),
            models.Index(fields=["office", "-on", "-id"], name="office_records"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return self.letter.number if self.letter else self.case.ref

    @property
    def name(self) -> str:
        return self.letter.name if self.letter else f"Berkas {self.case.service.name}"

    @property
    def holder_name(self) -> str:
        return self.letter.holder_name if self.letter else self.case.holder_name

    @property
    def shape(self) -> str:
        """Tingkat perkembangan: a scan is a copy, a file signed electronically is the original."""
        if self.letter is None:
            return "asli dan salinan"
        return {"elektronik": "asli", "basah": "salinan (hasil pindai)"}.get(self.letter.mode, "pertinggal")

    def due(self, today: date) -> str:
        """What may be done with the record on that day: a kind of disposal, ``appraise``, or nothing."""
        if self.state == self.State.ACTIVE and self.active_until and self.active_until < today:
            return Disposal.Kind.MOVE
        if self.state != self.State.INACTIVE or self.inactive_until is None or self.inactive_until >= today:
            return ""
        if self.fate == self.Fate.APPRAISE:
            return "appraise"
        if self.held:
            return ""
        return Disposal.Kind.DESTROY if self.fate == self.Fate.DESTROY else Disposal.Kind.HAND_OVER


class ArchivedFile(models.Model):
    """One file of a record, as it was when filed: from a letter, or from what was stored for the case."""

    class Finding(models.TextChoices):
        WHOLE = "", "Utuh"
        MISSING = "missing", "Hilang"
        CHANGED = "changed", "Rusak"

    record = models.ForeignKey(Record, models.PROTECT, related_name="files")
    letter = models.ForeignKey("letters.Letter", models.PROTECT, null=True)
    stored = models.OneToOneField("documents.StoredFile", models.PROTECT, null=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)  # media type
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    checked_at = models.DateTimeField()
    finding = models.CharField(max_length=8, choices=Finding, blank=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "sha256"], name="one_file_a_letter_and_content"),)
        indexes = (
            models.Index(fields=["checked_at"], name="files_to_read_again", condition=Q(destroyed_at__isnull=True)),
        )

    def __str__(self) -> str:
        return self.name


class Disposal(models.Model):
    """A list of records with the same fate (penyusutan), from its proposal to its berita acara."""

    class Kind(models.TextChoices):
        MOVE = "move", "Pemindahan ke inaktif"
        DESTROY = "destroy", "Pemusnahan"
        HAND_OVER = "hand_over", "Penyerahan ke lembaga kearsipan daerah"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Menunggu persetujuan"
        APPROVED = "approved", "Disetujui"
        REFUSED = "refused", "Tidak disetujui"
        CANCELLED = "cancelled", "Dibatalkan"
        DONE = "done", "Selesai"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    reason = models.CharField(max_length=1000)
    proposed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=1000, blank=True)
    done_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    witnesses = models.JSONField(default=list)  # name and post of each
    receiver = models.CharField(max_length=300, blank=True)  # who got the records that were handed over
    year = models.IntegerField(null=True)
    sequence = models.IntegerField(null=True)
    number = models.CharField(max_length=120, blank=True)  # of the berita acara
    sha256 = models.CharField(max_length=64, blank=True)  # of the berita acara

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "year", "sequence"], name="one_berita_acara_a_sequence"),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(sha256=""), name="done_has_its_berita_acara"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | ~Q(decided_by=models.F("proposed_by")),
                name="nobody_approves_his_own",
            ),
        )
        indexes = (models.Index(fields=["office", "-proposed_at"], name="office_disposals"),)

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PROPOSED, self.State.APPROVED)


class Item(models.Model):
    """A record on a list. One that was taken off the list stays here, with the reason."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items")
    record = models.ForeignKey(Record, models.PROTECT, related_name="items")
    taken_off = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["disposal", "record"], name="one_item_a_record"),)

    def __str__(self) -> str:
        return f"{self.disposal_id}/{self.record_id}"
