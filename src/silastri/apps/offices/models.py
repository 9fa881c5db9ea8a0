"""An office, its holidays, and who holds which of its posts."""

from datetime import date

from django.db import models
from django.db.models import Q

from silastri.domain.definition.letter_text import long_date


class Emblem(models.Model):
    """A drawing for letterheads, stored once for all offices that use it. An unused one is kept."""

    sha256 = models.CharField(max_length=64, unique=True)
    svg = models.TextField()

    def __str__(self) -> str:
        return self.sha256[:8]


class Office(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=5, unique=True)
    definition = models.TextField()  # kantor.yaml as published
    emblem = models.ForeignKey("Emblem", models.PROTECT, null=True)
    definition_hash = models.CharField(max_length=64)
    turn = models.IntegerField(default=0)  # counts the changes of its holidays, postings and services
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    class Kind(models.TextChoices):
        NATIONAL = "national", "Libur nasional"
        COLLECTIVE = "collective", "Cuti bersama"
        LOCAL = "local", "Libur daerah"

    office = models.ForeignKey(Office, models.CASCADE)
    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=200)
    kind = models.CharField("jenis", max_length=12, choices=Kind)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "day"], name="one_holiday_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Posting(models.Model):
    """A person in a post. ``PLT``, ``PLH`` and ``PJ`` stand in for its holder, for a period and by a decree; ``AN`` and
    ``UB`` only sign in the holder's name, each under a post of their own."""

    class Kind(models.TextChoices):
        HOLDER = "holder", "Pejabat"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        PJ = "pj", "Pj."
        AN = "an", "a.n."
        UB = "ub", "u.b."

    office = models.ForeignKey(Office, models.PROTECT)
    person = models.ForeignKey("accounts.Person", models.PROTECT)
    post = models.CharField("jabatan", max_length=40)
    kind = models.CharField("sebagai", max_length=8, choices=Kind, default=Kind.HOLDER)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    decree = models.CharField("nomor surat perintah", max_length=100, blank=True)
    decreed_on = models.DateField("tanggal surat perintah", null=True, blank=True)
    own_post = models.CharField("jabatannya sendiri", max_length=40, blank=True)  # for signing in another's name
    only_for = models.JSONField("hanya untuk layanan", default=list)  # their ids; empty means all
    manages = models.BooleanField("mengelola", default=False)  # may change holidays and people of the office

    class Meta:
        indexes = (models.Index(fields=["office", "post"]),)
        constraints = (
            models.UniqueConstraint(fields=["office", "person", "post", "since"], name="one_posting_a_day"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="posting_ends_after",
            ),
            models.CheckConstraint(
                condition=Q(kind="holder") | (~Q(decree="") & Q(decreed_on__isnull=False, until__isnull=False)),
                name="acting_by_decree",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["an", "ub"]) | ~Q(own_post=""), name="delegate_has_post_of_his_own"
            ),
        )

    def __str__(self) -> str:
        return f"{self.post} {self.since}"

    @property
    def mark(self) -> str:
        """The prefix for anybody but the holder: "Plt.", "a.n."; empty for the holder."""
        return "" if self.kind == self.Kind.HOLDER else str(self.get_kind_display())

    def is_in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def only_signs(self) -> bool:
        """Whether the person only signs in the post's name and does nothing else for it."""
        return self.kind in (self.Kind.AN, self.Kind.UB)

    @property
    def told_decree(self) -> str:
        """The decree of the posting, as it is kept with what the person signs; empty for the holder."""
        if self.kind == self.Kind.HOLDER or self.decreed_on is None or self.until is None:
            return ""
        period = f"{long_date(self.since)} sampai {long_date(self.until)}"
        return f"surat perintah nomor {self.decree} tanggal {long_date(self.decreed_on)}, berlaku {period}"


class ProposedPosting(models.Model):
    """A posting that lets somebody sign or manage, with its decree. It counts when a second person confirmed it: then
    it becomes a ``Posting``. The row stays, and says who decided."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Menunggu persetujuan"
        CONFIRMED = "confirmed", "Disetujui"
        REFUSED = "refused", "Ditolak"

    office = models.ForeignKey(Office, models.PROTECT)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    post = models.CharField("jabatan", max_length=40)
    kind = models.CharField("sebagai", max_length=8, choices=Posting.Kind, default=Posting.Kind.HOLDER)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True)
    decree = models.CharField("nomor surat perintah", max_length=100)
    decreed_on = models.DateField("tanggal surat perintah")
    own_post = models.CharField("jabatannya sendiri", max_length=40, blank=True)
    only_for = models.JSONField("hanya untuk layanan", default=list)
    manages = models.BooleanField("mengelola", default=False)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT)
    proposed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)  # it was refused

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(decree=""), name="proposed_by_decree"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")), name="second_person"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("person")), name="not_the_appointee"
            ),
        )

    def __str__(self) -> str:
        return f"{self.post} {self.since}"

    @property
    def mark(self) -> str:
        """As ``Posting.mark``."""
        return "" if self.kind == Posting.Kind.HOLDER else str(self.get_kind_display())


class KeptView(models.Model):
    """A filter and an order of one list that an officer keeps under a name. It holds no words of a search: these may
    name somebody."""

    office = models.ForeignKey(Office, models.CASCADE)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    page = models.CharField(max_length=20)  # which list
    name = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)  # as it stands in the address

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "office", "page", "name"], name="one_view_a_name"),)

    def __str__(self) -> str:
        return self.name
