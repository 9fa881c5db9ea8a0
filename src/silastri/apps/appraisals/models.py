"""Officers appraised by superiors and colleagues, rewarded, heard, and bound by the code of ethics.

Answers about colleagues are anonymous as those of the survey are: an answer has no author, no time and a drawn id, and
an invitation knows only that it was used. Both are gone when the round is closed; what may be shown stays.
"""

import uuid

from django.db import models
from django.db.models import Q

from silastri.apps.accounts.row_id import WithRowId
from silastri.apps.accounts.sealed import SealedJson, SealedText


class Appraisal(WithRowId):
    """What a superior judges of an officer in a period: ``said`` has the marks, their reasons and a remark; ``facts``
    what was measured when it was given. Neither changes afterwards."""

    class State(models.TextChoices):
        DRAFT = "draft", "Konsep"
        GIVEN = "given", "Menunggu dibaca petugas"
        READ = "read", "Menunggu pengesahan"
        CLOSED = "closed", "Selesai"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)  # in which the officer is appraised
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    by_post = models.CharField(max_length=40)
    by_title = models.CharField(max_length=120)  # with Plt. where somebody stands in
    said = SealedJson(default=dict)
    facts = models.JSONField(default=dict)
    answer = SealedText(null=True)  # of the officer, once
    drafted_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    closed_title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "person", "since", "until"], name="one_appraisal_a_period"),
            models.CheckConstraint(condition=~Q(by=models.F("person")), name="nobody_appraises_himself"),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=models.F("person")), name="nobody_closes_his_own"
            ),
        )

    def __str__(self) -> str:
        return f"{self.since} {self.until}"


class PeerRound(models.Model):
    """A round of 360 degrees."""

    class State(models.TextChoices):
        OPEN = "open", "Sedang berjalan"
        CLOSED = "closed", "Ditutup"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    since = models.DateField()  # the period that it is about
    until = models.DateField()
    last_day = models.DateField()  # on which answers are asked for
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office"], condition=Q(state="open"), name="one_open_round"),
            models.UniqueConstraint(fields=["office", "since", "until"], name="one_round_a_period"),
        )

    def __str__(self) -> str:
        return f"{self.since} {self.until}"


class PeerInvitation(models.Model):
    """Who is asked about whom while the round is open. It does not know which answer came of it, nor when."""

    round = models.ForeignKey(PeerRound, models.PROTECT, related_name="invitations")
    rater = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    about = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    group = models.CharField(max_length=5, blank=True)
    is_superior = models.BooleanField(default=False)
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "rater", "about"], name="one_peer_invitation"),)

    def __str__(self) -> str:
        return f"{self.round_id}"


class PeerAnswer(models.Model):
    """What somebody said of a colleague, until the round is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PeerRound, models.PROTECT, related_name="+")
    about = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    group = models.CharField(max_length=5, blank=True)
    said = SealedJson()  # the marks and a free text

    def __str__(self) -> str:
        return f"{self.round_id}"


class PeerResult(WithRowId):
    """What may be shown of an officer after a round: to the officer and to ``reader``, the superior of that time."""

    round = models.ForeignKey(PeerRound, models.PROTECT, related_name="results")
    about = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    reader = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    told = SealedJson(default=dict)  # means, means by group, texts; empty where too few answered

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "about"], name="one_peer_result"),)

    def __str__(self) -> str:
        return f"{self.round_id}"


class Reward(models.Model):
    """A proposal to reward an officer, and what the head decided."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Menunggu keputusan"
        GRANTED = "granted", "Diberikan"
        REFUSED = "refused", "Tidak diberikan"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    half = models.SmallIntegerField()  # 1 or 2
    reasons = models.CharField(max_length=1000)
    facts = models.JSONField(default=dict)  # measured when it was proposed
    proposed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_title = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    number = models.CharField(max_length=100, blank=True)  # of the decree
    why = models.CharField(max_length=500, blank=True)  # it was not granted
    is_public = models.BooleanField(null=True)  # whether the officer agrees to be named in public; None: not asked yet

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "person", "year", "half"], condition=~Q(state="refused"), name="one_reward_a_half"
            ),
            models.CheckConstraint(condition=~Q(proposed_by=models.F("person")), name="nobody_proposes_himself"),
            models.CheckConstraint(condition=~Q(state="granted") | ~Q(number=""), name="granted_by_decree"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("person")), name="nobody_rewards_himself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.half}"


class EthicsCase(WithRowId):
    """A breach of the code of ethics that was reported: the hearing, its minutes, and the decision. Confidential."""

    class State(models.TextChoices):
        REPORTED = "reported", "Dilaporkan"
        DISMISSED = "dismissed", "Tidak dilanjutkan"
        INVITED = "invited", "Dipanggil"
        HEARD = "heard", "Sudah didengar"
        DECIDED = "decided", "Diputuskan"

    class Decision(models.TextChoices):
        NONE = "none", "Tidak terbukti"
        ORAL = "oral", "Teguran lisan"
        WRITTEN = "written", "Teguran tertulis"
        STATEMENT = "statement", "Pernyataan tidak puas secara tertulis"
        PASSED_ON = "passed_on", "Diteruskan ke pejabat pembina kepegawaian"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)
    line = models.CharField(max_length=500)  # of the code of ethics, as it was then
    told = SealedText()  # what happened
    reported_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.REPORTED)
    hearing_on = models.DateField(null=True)
    hearing_hour = models.CharField(max_length=5, blank=True)
    place = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True)
    present = SealedText(null=True)
    said = SealedText(null=True)
    minutes = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")  # as it was signed
    heard_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)
    answer = SealedText(null=True)  # of the officer, once
    answered_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    reason = SealedText(null=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(decision="") | Q(heard_at__isnull=False), name="heard_before_decided"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("person")), name="nobody_judges_himself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class EthicsText(models.Model):
    """A version of the code of ethics and the pakta integritas that somebody signed."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    ethics = models.JSONField(default=list)
    integrity = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "digest"], name="one_ethics_text"),)

    def __str__(self) -> str:
        return self.digest[:8]


class Commitment(models.Model):
    """An officer signed a version of the code of ethics and the pakta integritas. It counts for a year."""

    text = models.ForeignKey(EthicsText, models.PROTECT, related_name="commitments")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # as it was then, with the post
    title = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["text", "person", "on"], name="one_commitment_a_day"),)

    def __str__(self) -> str:
        return f"{self.on}"
