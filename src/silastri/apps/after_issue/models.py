"""The revocation of a letter, which may be lifted again; each certified copy or duplicate; and its way by post."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedText


class Revocation(WithRowId):
    """A row is added once and lifted at most once. The letter stops being in force on the day ``since``, by itself."""

    class Ground(models.TextChoices):
        """The ground, which the public is told."""

        ASKED = "asked", "Permintaan pemegang surat"
        UNMET = "unmet", "Persyaratan tidak lagi dipenuhi"
        FALSE = "false", "Data atau berkas tidak benar"
        BREACH = "breach", "Pelanggaran ketentuan"
        COURT = "court", "Putusan pengadilan"
        MISTAKE = "mistake", "Kekeliruan dalam penerbitan"

    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="revocations")
    ground = models.CharField("alasan untuk umum", max_length=12, choices=Ground)
    reason = SealedText()  # for the holder and the office only
    legal_basis = models.CharField("dasar hukum", max_length=500)
    since = models.DateField("mulai")
    object_until = models.DateField("keberatan paling lambat")
    decree = models.CharField("nomor keputusan", max_length=120, blank=True)
    paper = models.OneToOneField("letters.Letter", models.PROTECT, null=True, related_name="revokes")  # made here
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True)  # the signed decree
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by = models.CharField(max_length=420)  # name and post at that time
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=420, blank=True)
    lifted_why = SealedText(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["letter"], condition=Q(lifted_at__isnull=True), name="one_revocation_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} {self.since}"


class Copy(models.Model):
    """A certified copy, or a duplicate of a lost letter; ``paper`` holds its sheets."""

    class Kind(models.TextChoices):
        CERTIFIED = "certified", "Salinan sah (legalisir)"
        DUPLICATE = "duplicate", "Duplikat surat yang hilang"

    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="copies")
    paper = models.OneToOneField("letters.Letter", models.PROTECT, related_name="copy_of")
    kind = models.CharField(max_length=10, choices=Kind)
    asked_by = models.CharField("diminta oleh", max_length=100)
    purpose = models.CharField("keperluan", max_length=300)
    loss_report = models.CharField("surat keterangan hilang", max_length=200, blank=True)
    count = models.PositiveSmallIntegerField("rangkap")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by = models.CharField(max_length=420)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["letter", "-id"]),)
        constraints = (
            models.CheckConstraint(condition=Q(count__gte=1), name="at_least_one_copy"),
            models.CheckConstraint(
                condition=~Q(kind="duplicate") | ~Q(loss_report=""), name="duplicate_of_what_is_reported_lost"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind}"


class Mailing(WithRowId):
    """A letter was sent by post, or carried. A wrong row stays; the one that corrects it says why."""

    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="mailings")
    office = models.ForeignKey("offices.Office", models.PROTECT)
    on = models.DateField("tanggal kirim")
    carrier = models.CharField("dikirim lewat", max_length=80)
    receipt = models.CharField("nomor resi", max_length=60, blank=True)
    address = SealedText()
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)  # why it corrects that one
    corrected_at = models.DateTimeField(null=True)  # from then on another row holds

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["letter"], condition=Q(corrected_at__isnull=True), name="one_mailing_of_a_letter"
            ),
            models.UniqueConstraint(
                fields=["office", "receipt"],
                condition=Q(corrected_at__isnull=True) & ~Q(receipt=""),
                name="one_mailing_a_receipt",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""), name="corrected_mailing_has_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.carrier} {self.receipt}".strip()

    @property
    def how(self) -> str:
        return f"{self.carrier}, resi {self.receipt}" if self.receipt else self.carrier
