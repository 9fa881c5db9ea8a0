"""An office, its holidays, and who holds which of its posts."""

from django.db import models


class Emblem(models.Model):
    """A drawing for letterheads, once for all offices that use it. An office that takes another leaves it here."""

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
    turn = models.IntegerField(default=0)  # goes up with each change of its holidays and postings
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
    """A person in a post. ``PLT`` and ``PLH`` stand in for its holder, for a period and by a decree."""

    class Kind(models.TextChoices):
        HOLDER = "holder", "Pejabat"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."

    office = models.ForeignKey(Office, models.PROTECT)
    person = models.ForeignKey("accounts.Person", models.PROTECT)
    post = models.CharField("jabatan", max_length=40)
    kind = models.CharField("sebagai", max_length=8, choices=Kind, default=Kind.HOLDER)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    decree = models.CharField("nomor surat perintah", max_length=100, blank=True)
    manages = models.BooleanField("mengelola", default=False)  # may change holidays and people of the office

    class Meta:
        indexes = (models.Index(fields=["office", "post"]),)
        constraints = (
            models.UniqueConstraint(fields=["office", "person", "post", "since"], name="one_posting_a_day"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="posting_ends_after",
            ),
        )

    def __str__(self) -> str:
        return f"{self.post} {self.since}"
