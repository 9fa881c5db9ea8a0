"""What the office's own people were told of a step that waits: added once, never changed. The database refuses changes
too."""

from django.db import models


class Told(models.Model):
    """``tier`` 0 is the reminder before the step is due, to who does it. From 1 on it is late, and a superior is told:
    the nearest first. ``turn`` is that of the case, so that a step is told of anew when the case comes there again."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="told")
    turn = models.IntegerField()
    tier = models.SmallIntegerField()
    post = models.CharField(max_length=40)  # of the person; empty where nobody is above
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  # when the one above is told; empty where there is none

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "turn", "tier", "person"], name="told_once_a_tier"),)

    def __str__(self) -> str:
        return f"{self.case_id}/{self.turn}/{self.tier}"
