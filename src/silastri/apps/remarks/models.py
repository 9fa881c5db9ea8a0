"""What officers write to each other about a case: added once, never changed. The database refuses changes too."""

from django.db import models

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedText


class Remark(WithRowId):
    """A note between colleagues, perhaps ``to`` one of them; also that the file was passed on to that colleague."""

    class Kind(models.TextChoices):
        NOTE = "note", "Catatan"
        PASSED_ON = "passed_on", "Berkas dioper"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.NOTE)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by = models.CharField(max_length=300)  # name and post of the author, as they were then
    to = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    text = SealedText()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["case", "id"]),
            models.Index(fields=["to", "-id"], name="mentions", condition=models.Q(to__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="note") | models.Q(to__isnull=False), name="passed_on_to_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.at}"


class RemarkRead(models.Model):
    """When the colleague to whom a remark is said that he has read it."""

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="read")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.remark_id}"
