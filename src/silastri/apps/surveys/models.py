"""Questionnaires filled in, their sums by day, who may answer once, and the reports.

The survey is anonymous: an answer has no name, no case, no time of the day and no number that tells in which order it
came. An invitation knows its case, and only whether it was used.
"""

import uuid

from django.db import models
from django.db.models import Q

ELEMENTS = tuple(f"u{n}" for n in range(1, 10))
EXTRA = "extra"  # in DayProfile: the value is the key of one of the office's own questions and the mark, ``pungli=4``


def _marked() -> Q:
    """Each answer is missing or from 1 to 4."""
    found = Q()
    for element in ELEMENTS:
        found &= Q(**{f"{element}__isnull": True}) | Q(**{f"{element}__range": (1, 4)})
    return found


class Response(models.Model):
    """One questionnaire filled in."""

    class Via(models.TextChoices):
        WEB = "web", "Lewat internet"
        QR = "qr", "Kode QR di loket"
        TABLET = "tablet", "Tablet di loket"
        WHATSAPP = "whatsapp", "Tautan WhatsApp"
        PAPER = "paper", "Kertas"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT)
    service = models.ForeignKey("catalog.Service", models.PROTECT)
    on = models.DateField()
    via = models.CharField(max_length=8, choices=Via)
    u1 = models.SmallIntegerField(null=True)
    u2 = models.SmallIntegerField(null=True)
    u3 = models.SmallIntegerField(null=True)
    u4 = models.SmallIntegerField(null=True)
    u5 = models.SmallIntegerField(null=True)
    u6 = models.SmallIntegerField(null=True)
    u7 = models.SmallIntegerField(null=True)
    u8 = models.SmallIntegerField(null=True)
    u9 = models.SmallIntegerField(null=True)
    extra = models.JSONField(default=dict)  # the office's own questions: key -> 1 to 4; never part of the index
    sex = models.CharField(max_length=1, blank=True)
    age = models.CharField(max_length=5, blank=True)  # a span of years
    education = models.CharField(max_length=10, blank=True)
    occupation = models.CharField(max_length=20, blank=True)
    suggestion = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=_marked(), name="marks_1_to_4"),)
        indexes = (models.Index(fields=["office", "service", "on"], name="responses_by_day"),)

    def __str__(self) -> str:
        return f"{self.on}"


class DaySum(models.Model):
    """The sums of one service's answers of one day: how many answered each element, and what their marks add up to."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, related_name="+")
    on = models.DateField()
    responses = models.IntegerField(default=0)
    n1 = models.IntegerField(default=0)
    n2 = models.IntegerField(default=0)
    n3 = models.IntegerField(default=0)
    n4 = models.IntegerField(default=0)
    n5 = models.IntegerField(default=0)
    n6 = models.IntegerField(default=0)
    n7 = models.IntegerField(default=0)
    n8 = models.IntegerField(default=0)
    n9 = models.IntegerField(default=0)
    s1 = models.IntegerField(default=0)
    s2 = models.IntegerField(default=0)
    s3 = models.IntegerField(default=0)
    s4 = models.IntegerField(default=0)
    s5 = models.IntegerField(default=0)
    s6 = models.IntegerField(default=0)
    s7 = models.IntegerField(default=0)
    s8 = models.IntegerField(default=0)
    s9 = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["service", "on"], name="one_sum_a_day"),)
        indexes = (models.Index(fields=["office", "on"], name="sums_of_office"),)

    def __str__(self) -> str:
        return f"{self.service_id} {self.on}"


class DayProfile(models.Model):
    """How many of one day's answers to a service had one value of the profile: ``sex`` ``L``."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, related_name="+")
    on = models.DateField()
    what = models.CharField(max_length=10)
    value = models.CharField(max_length=20)
    responses = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service", "on", "what", "value"], name="one_profile_sum_a_day"),
        )
        indexes = (models.Index(fields=["office", "on"], name="profiles_of_office"),)

    def __str__(self) -> str:
        return f"{self.service_id} {self.on} {self.what}"


class Invitation(models.Model):
    """Who was served in a case may answer once. It does not know which answer came of it, nor when."""

    class State(models.TextChoices):
        OPEN = "open", "Belum diisi"
        ANSWERED = "answered", "Sudah diisi"
        ON_PAPER = "on_paper", "Diisi di kertas"
        DECLINED = "declined", "Tidak bersedia mengisi"

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="invitation")
    code = models.CharField(max_length=12, unique=True)  # typed, or in the link and the QR; cannot be guessed
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)

    def __str__(self) -> str:
        return f"{self.case_id}"


class SurveyReport(models.Model):
    """The report of a period. Its figures are frozen when it is approved."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "Konsep"
        APPROVED = "approved", "Ditetapkan"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFTED)
    figures = models.JSONField(default=dict)
    analysis = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "since", "until"], name="one_report_a_period"),)

    def __str__(self) -> str:
        return f"{self.since} {self.until}"
