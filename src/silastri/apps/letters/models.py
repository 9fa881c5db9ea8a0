"""A register of numbers, the letters numbered from it, and to whom they were handed."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import RowSeal, SealedText


class Register(models.Model):
    """The last number drawn from one register of an office in one year. The row is locked while a number is drawn, so
    that numbers have no gaps and no doubles."""

    office = models.ForeignKey("offices.Office", models.PROTECT)
    key = models.CharField(max_length=40)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "key", "year"], name="one_register_a_year"),)

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def name(self) -> str:
        """The name for people to read: Surat keluar."""
        return self.key.replace("_", " ").capitalize()


class Block(models.Model):
    """Numbers of a register reserved for letters on paper, while the system or its signer is away."""

    office = models.ForeignKey("offices.Office", models.PROTECT)
    register = models.ForeignKey(Register, models.PROTECT)
    first = models.IntegerField()
    last = models.IntegerField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("accounts.Person", models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["register", "first"], name="one_block_a_number"),
            models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="block_has_numbers"),
        )

    def __str__(self) -> str:
        return f"{self.register} {self.first}-{self.last}"


class Letter(models.Model):
    """A paper of a case that is kept: a product, or the paper of a step (whose key begins with ``langkah:<step>``)."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "Konsep"
        NUMBERED = "numbered", "Menunggu tanda tangan"
        SIGNING = "signing", "Sedang ditandatangani"
        UNKNOWN = "unknown", "Hasil tanda tangan belum pasti"
        SIGNED = "signed", "Berlaku"
        ISSUED = "issued", "Terbit"  # not signed here: a covering letter, a notice
        VOID = "void", "Nomor dibatalkan"

    class Mode(models.TextChoices):
        ELECTRONIC = "elektronik", "Tanda tangan elektronik"
        WET = "basah", "Tanda tangan basah"
        NONE = "tanpa", "Tanpa tanda tangan"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="letters")
    office = models.ForeignKey("offices.Office", models.PROTECT, db_index=False)
    key = models.CharField(max_length=60)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ELECTRONIC)
    name = models.CharField(max_length=300)
    holder_name = models.CharField(max_length=300)
    code = models.CharField(max_length=16, unique=True)  # in its QR
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    made_at = models.DateTimeField()
    register = models.ForeignKey(Register, models.PROTECT, null=True)
    sequence = models.IntegerField(null=True)
    number = models.CharField("nomor", max_length=120, blank=True)
    on = models.DateField("tanggal", null=True)
    valid_until = models.DateField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)  # of the signed file, stored under it
    signed_at = models.DateTimeField(null=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_post = models.CharField(max_length=300, blank=True)
    signer_decree = models.CharField(max_length=300, blank=True)  # for standing in or signing for the post
    signing_until = models.DateTimeField(null=True)  # after this, an unfinished signing counts as lost
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")  # renewed or corrected
    revoked_from = models.DateField(null=True)  # the first day on which it is not in force
    void_reason = models.CharField(max_length=500, blank=True)
    void_at = models.DateTimeField(null=True)
    void_by = models.CharField(max_length=120, blank=True)
    prints = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["register", "sequence"], name="one_letter_a_sequence"),
            models.UniqueConstraint(fields=["register", "number"], condition=~Q(number=""), name="one_letter_a_number"),
            models.UniqueConstraint(fields=["case", "key"], condition=~Q(state="void"), name="one_live_letter_a_key"),
            models.CheckConstraint(
                condition=Q(number="") | Q(register__isnull=False, sequence__isnull=False, on__isnull=False),
                name="numbered_from_register",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | (~Q(void_reason="") & ~Q(void_by="") & Q(void_at__isnull=False)),
                name="void_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True, revoked_from__isnull=True) | Q(state="signed"),
                name="signed_then_ended_early",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | (~Q(sha256="") & Q(signed_at__isnull=False)),
                name="signed_has_file",
            ),
        )
        indexes = (
            models.Index(fields=["office", "state"], name="letters_of_office"),
            models.Index(fields=["office", "-made_at"], name="newest_letters"),
            models.Index(Upper("number"), name="letters_by_number"),
            models.Index(
                fields=["office", "valid_until"],
                name="letters_that_end",
                condition=Q(state="signed", valid_until__isnull=False, replaced_by__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.number or self.name

    @property
    def is_in_force(self) -> bool:
        """Signed and numbered, so that the public may see it, whatever happened to it since."""
        return self.state == self.State.SIGNED and bool(self.number)

    def is_revoked(self, on: date) -> bool:
        return self.revoked_from is not None and self.revoked_from <= on

    def standing(self, on: date) -> str:
        """Its state on that day for people to read: a signed letter may be revoked, replaced, ended, or not numbered
        yet."""
        if self.state != self.State.SIGNED:
            return self.state
        if not self.number:
            return "inked"
        if self.is_revoked(on):
            return "revoked"
        has_ended = self.valid_until is not None and self.valid_until < on
        return "replaced" if self.replaced_by_id else "ended" if has_ended else self.state


class SigningAttempt(models.Model):
    """One request for a signature, and its answer; a row is added once and never changed.

    Whoever signs through BSrE must be able to show each request (from its guide). It never holds a passphrase.
    """

    class State(models.TextChoices):
        SIGNED = "signed", "Ditandatangani"
        REFUSED = "refused", "Ditolak"
        AWAY = "away", "Tidak terhubung"
        UNKNOWN = "unknown", "Belum pasti"
        NOT_MADE = "not_made", "Tidak jadi"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attempts")
    state = models.CharField(max_length=10, choices=State)
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True
    )  # the signer, or who found out what became of it
    asked_at = models.DateTimeField()
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)  # of the signed file
    document = models.CharField(max_length=200, blank=True)  # the letter's name at the signer
    answer = models.JSONField(default=dict)
    said = models.CharField(max_length=500, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_post = models.CharField(max_length=300, blank=True)
    signer_decree = models.CharField(max_length=300, blank=True)  # for standing in or signing for the post
    seal = RowSeal()

    class Meta:
        indexes = (models.Index(fields=["letter", "-id"]),)
        constraints = (
            models.CheckConstraint(condition=~Q(state="signed") | ~Q(sha256=""), name="signed_attempt_has_file"),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} {self.state}"


class ReservedNumber(models.Model):
    """One number of a block, and what became of it. ``on`` is the day of reserving, later that of its letter."""

    class State(models.TextChoices):
        OPEN = "reserved", "Cadangan belum dipakai"
        PAPER = "paper", "Dipakai di kertas"
        TAKEN = "taken", "Dipakai surat permohonan"
        VOID = "void", "Dibatalkan"

    block = models.ForeignKey(Block, models.PROTECT, related_name="numbers")
    register = models.ForeignKey(Register, models.PROTECT)
    sequence = models.IntegerField()
    number = models.CharField(max_length=120)  # with open parts left blank
    on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="reserved_number")
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True)
    name = models.CharField(max_length=300, blank=True)  # of the letter on paper
    holder_name = models.CharField(max_length=300, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True)
    reason = models.CharField(max_length=500, blank=True)  # why it is void
    accounted_at = models.DateTimeField(null=True)
    accounted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["register", "sequence"], name="one_reserved_a_sequence"),
            models.CheckConstraint(
                condition=Q(state="reserved", accounted_at__isnull=True, letter__isnull=True)
                | Q(state="taken", accounted_at__isnull=False, letter__isnull=False)
                | (Q(state="paper", accounted_at__isnull=False) & ~Q(name="") & ~Q(holder_name=""))
                | (Q(state="void", accounted_at__isnull=False) & ~Q(reason="")),
                name="accounted_for_wholly",
            ),
        )
        indexes = (models.Index(fields=["block"], name="open_numbers", condition=Q(state="reserved")),)

    def __str__(self) -> str:
        return self.number


class HandOver(models.Model):
    class Relation(models.TextChoices):
        SELF = "self", "Pemohon sendiri"
        PROXY = "proxy", "Kuasa pemohon"

    class Proof(models.TextChoices):
        KTP = "ktp", "KTP"
        RECEIPT = "receipt", "Tanda terima"
        LETTER = "letter", "Surat kuasa dan KTP"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="hand_overs")
    to_name = models.CharField(max_length=100)
    relation = models.CharField(max_length=10, choices=Relation)
    proof = models.CharField(max_length=10, choices=Proof)
    proof_file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True)
    receipt = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")  # signed on paper
    signature = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")  # on the screen
    by = models.ForeignKey("accounts.Person", models.PROTECT)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.to_name


class LetterKey(WithRowId):
    """A key with which an office signs the statements in the QR codes of its letters; one is in use at a time."""

    class State(models.TextChoices):
        IN_USE = "in_use", "Dipakai"
        ENDED = "ended", "Diganti"
        LEAKED = "leaked", "Bocor"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    kid = models.CharField(max_length=8, unique=True)  # its name, in hexadecimal
    public = models.BinaryField()  # DER; public for good
    private = SealedText(null=True)  # PEM; deleted when the key ends, so that it cannot be stolen
    since = models.DateTimeField("sejak")
    until = models.DateTimeField("sampai", null=True)
    leaked_at = models.DateTimeField(null=True)  # when it was reported that others may have it

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office"], condition=Q(until__isnull=True), name="one_letter_key_in_use"),
            models.CheckConstraint(
                condition=Q(until__isnull=True, private__isnull=False) | Q(until__isnull=False, private__isnull=True),
                name="ended_letter_key_is_destroyed",
            ),
            models.CheckConstraint(
                condition=Q(leaked_at__isnull=True) | Q(until__isnull=False), name="leaked_letter_key_has_ended"
            ),
        )

    def __str__(self) -> str:
        return self.kid

    @property
    def state(self) -> str:
        if self.leaked_at:
            return self.State.LEAKED
        return self.State.ENDED if self.until else self.State.IN_USE
