"""A complaint, what was done about it, and the report of a month."""

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedJson, SealedText
from silastri.apps.signed_report import SignedReport


class Complaint(WithRowId):
    """``office`` keeps it in its register; ``at_office`` has it in hand. Who complains is sealed, and empty where the
    complaint is anonymous."""

    class Channel(models.TextChoices):
        WEB = "web", "Internet"
        WHATSAPP = "whatsapp", "WhatsApp"
        SMS = "sms", "SMS"
        EMAIL = "email", "Pos-el"
        COUNTER = "counter", "Tatap muka"
        PHONE = "phone", "Telepon atau faksimile"
        LETTER = "letter", "Surat"
        BOX = "box", "Kotak saran"
        SP4N = "sp4n", "SP4N-LAPOR!"

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "Pengaduan"
        ASPIRATION = "aspiration", "Aspirasi"
        INFORMATION = "information", "Permintaan informasi"

    class Identity(models.TextChoices):
        NAMED = "named", "Dengan nama"
        CONFIDENTIAL = "confidential", "Dirahasiakan"
        ANONYMOUS = "anonymous", "Tanpa nama"

    class Weight(models.TextChoices):
        LIGHT = "light", "Ringan"
        MEDIUM = "medium", "Sedang"
        HEAVY = "heavy", "Berat"

    class Limit(models.TextChoices):
        INFORMATION = "information", "Permintaan informasi atau normatif"
        NOT_OVERSEEN = "not_overseen", "Tidak berkadar pengawasan"
        OVERSEEN = "overseen", "Berkadar pengawasan"

    class State(models.TextChoices):
        NEW = "new", "Baru masuk"
        INCOMPLETE = "incomplete", "Menunggu kelengkapan"
        IN_HAND = "in_hand", "Sedang ditangani"
        ANSWERED = "answered", "Sudah dijawab"
        CLOSED = "closed", "Selesai"
        LAPSED = "lapsed", "Dianggap dicabut"
        WITHDRAWN = "withdrawn", "Dicabut pengadu"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    at_office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    serial = models.IntegerField()  # in the book of that office and year
    code = models.CharField(max_length=20, unique=True)  # tracks it; cannot be guessed
    channel = models.CharField(max_length=8, choices=Channel)
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.COMPLAINT)
    identity = models.CharField(max_length=12, choices=Identity)
    complainant = SealedJson(default=dict)  # name, phone, email, address
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # signed in
    conversation = models.ForeignKey("conversations.Conversation", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="+")
    component = models.CharField(max_length=40, blank=True)  # of the standard
    step = models.CharField(max_length=40, blank=True)  # of the procedure
    text = SealedText()
    wish = SealedText(null=True)  # what the complainant asks for
    happened_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, db_index=True)  # keyed, of the text: the same one again
    external_number = models.CharField(max_length=40, blank=True)  # of SP4N-LAPOR!
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    weight = models.CharField(max_length=6, choices=Weight, blank=True)
    limit = models.CharField(max_length=12, choices=Limit, blank=True)
    post = models.CharField(max_length=40, blank=True)  # who has it in hand, at ``at_office``
    due_at = models.DateTimeField(null=True)  # while its clock runs
    left = models.IntegerField(null=True)  # working minutes, while its clock stands still
    complete_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    founded = models.BooleanField(null=True)  # what the answer says of it
    closed_at = models.DateTimeField(null=True)
    rating = models.SmallIntegerField(null=True)  # of the answer, 1 to 4
    reopened = models.SmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "year", "serial"], name="one_serial_a_year"),
            models.CheckConstraint(condition=Q(rating__isnull=True) | Q(rating__range=(1, 4)), name="rating_1_to_4"),
            models.CheckConstraint(
                condition=~Q(identity="anonymous") | Q(person__isnull=True), name="anonymous_has_no_person"
            ),
        )
        indexes = (
            models.Index(fields=["office", "-received_at"], name="complaints_book"),
            models.Index(fields=["at_office", "state", "due_at"], name="complaints_in_hand"),
            models.Index(fields=["case"], name="complaints_of_case"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Its number in the book: 7/2026."""
        return f"{self.serial}/{self.year}"


class Handling(WithRowId):
    """One thing that was done about a complaint. Added once, never changed. What is ``inside`` the complainant never
    sees."""

    class What(models.TextChoices):
        CAME = "came", "Diterima"
        WEIGHED = "weighed", "Ditimbang"
        PASSED = "passed", "Didisposisi"
        NOTED = "noted", "Catatan"
        CONSULTED = "consulted", "Dikoordinasikan"
        ASKED = "asked", "Diminta melengkapi"
        COMPLETED = "completed", "Dilengkapi"
        ANSWERED = "answered", "Dijawab"
        TOLD = "told", "Jawaban diberikan"
        REOPENED = "reopened", "Dibuka lagi"
        RATED = "rated", "Dinilai"
        CLOSED = "closed", "Ditutup"
        LAPSED = "lapsed", "Dianggap dicabut"
        WITHDRAWN = "withdrawn", "Dicabut"

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="handlings")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    by_complainant = models.BooleanField(default=False)
    inside = models.BooleanField(default=False)
    text = SealedText(null=True)
    via = models.CharField(max_length=8, blank=True)  # the channel by which something was told
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["complaint", "id"], name="handlings_in_order"),)

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.what}"


class ComplaintFile(models.Model):
    """What the complainant attached."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.file_id}"


class MonthReport(SignedReport):
    """The report of a month's complaints: drafted by the system, checked, and signed by the head."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "Konsep"
        SENT_BACK = "sent_back", "Perlu diperbaiki"
        CHECKED = "checked", "Menunggu tanda tangan"
        SIGNED = "signed", "Ditandatangani"

    year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFTED)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "year", "month"], name="one_report_a_month"),)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"
