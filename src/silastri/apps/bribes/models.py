"""A report that somebody asked for money, and what its reader and its writer say to each other."""

from django.db import models

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedJson, SealedText


class BribeReport(WithRowId):
    """``about`` is the office where money was asked for; ``reader`` is the office whose audit posts may read it.
    Nothing in it or beside it tells who wrote it, but what the writer chose to give."""

    class State(models.TextChoices):
        NEW = "new", "Baru masuk"
        IN_HAND = "in_hand", "Sedang diperiksa"
        PROVEN = "proven", "Terbukti"
        NOT_PROVEN = "not_proven", "Tidak terbukti"
        PASSED_ON = "passed_on", "Diteruskan ke penegak hukum"

    about = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    reader = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=40, blank=True)  # at which the case was, or which the writer named
    post = models.CharField(max_length=40, blank=True)  # who had the case then
    code = models.CharField(max_length=64, unique=True)  # keyed, of what the writer follows it by
    told = SealedJson(default=dict)  # what was asked, how much, by whom, when, where, how to reach the writer
    text = SealedText()
    happened_on = models.DateField(null=True)
    received_on = models.DateField()  # and at no hour: nobody finds by it who sent something then
    state = models.CharField(max_length=10, choices=State, default=State.NEW)

    class Meta:
        indexes = (models.Index(fields=["reader", "state", "-received_on"], name="bribes_to_read"),)

    def __str__(self) -> str:
        return str(self.pk)


class BribeNote(WithRowId):
    """Said by the writer, or by a reader (then ``by``); what is ``inside`` the writer does not see. Added once, under
    a day and no hour, as the report is."""

    report = models.ForeignKey(BribeReport, models.PROTECT, related_name="notes")
    on = models.DateField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    inside = models.BooleanField(default=False)
    text = SealedText()
    state = models.CharField(max_length=10, choices=BribeReport.State, blank=True)  # which it brought about

    def __str__(self) -> str:
        return f"{self.report_id} {self.pk}"
