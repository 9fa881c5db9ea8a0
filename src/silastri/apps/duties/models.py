"""A duty at one time that it falls due, and what was handed in, sent back, accepted or recorded for it."""

from django.db import models


class Duty(models.Model):
    """``number`` counts the times that a duty of a letter falls due, from 1."""

    class State(models.TextChoices):
        OPEN = "open", "Belum dikerjakan"
        HANDED_IN = "handed_in", "Menunggu diperiksa"
        RETURNED = "returned", "Perlu diperbaiki"
        DONE = "done", "Selesai"
        LAPSED = "lapsed", "Tidak perlu lagi"  # a newer letter has its own duties

    class Shape(models.TextChoices):
        REPORT = "laporan", "Laporan"
        VISIT = "kunjungan", "Kunjungan"
        DUES = "iuran", "Iuran"

    office = models.ForeignKey("offices.Office", models.PROTECT)
    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="duties")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="duties")
    key = models.CharField(max_length=40)
    number = models.IntegerField()
    label = models.CharField(max_length=300)
    shape = models.CharField(max_length=10, choices=Shape)
    by_applicant = models.BooleanField()
    post = models.CharField(max_length=40)  # does the duty, or checks what the applicant hands in
    due_on = models.DateField()
    remind_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    followed = models.BooleanField(default=False)  # the next time was written down, or there is none
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "key", "number"], name="one_duty_a_time"),)
        indexes = (
            models.Index(fields=["office", "due_on"], name="duties_to_follow", condition=models.Q(followed=False)),
            models.Index(
                fields=["office", "due_on", "id"],
                name="open_duties",
                condition=models.Q(state__in=["open", "handed_in", "returned"]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.OPEN, self.State.HANDED_IN, self.State.RETURNED)


class Doing(models.Model):
    """One thing done for a duty; a row is added and never changed."""

    class What(models.TextChoices):
        HANDED_IN = "handed_in", "Diserahkan"
        RETURNED = "returned", "Dikembalikan"
        ACCEPTED = "accepted", "Diterima"
        RECORDED = "recorded", "Dicatat petugas"

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="doings")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True)
    by = models.CharField(max_length=120)
    note = models.CharField(max_length=2000, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"{self.duty_id} {self.what}"
