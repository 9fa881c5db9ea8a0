"""A bill of a case, and the payment that settles it."""

from django.db import models
from django.db.models import Q


class Bill(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "Belum dibayar"
        PAID = "paid", "Lunas"
        VOID = "void", "Dibatalkan"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="bills")
    office = models.ForeignKey("offices.Office", models.PROTECT)
    code = models.CharField("kode bayar", max_length=30, unique=True)
    number = models.CharField("nomor SKRD", max_length=120, blank=True)
    amount = models.BigIntegerField("jumlah")  # rupiah
    lines = models.JSONField()
    legal_basis = models.CharField(max_length=300, blank=True)
    issued_at = models.DateTimeField()
    due_on = models.DateField("jatuh tempo")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    channel = models.CharField(max_length=20, blank=True)  # the payment service with which a way to pay was opened
    way = models.JSONField(default=dict)  # how to pay there, in the service's words

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=~Q(state="void"), name="one_live_bill_a_case"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bill_is_positive"),
        )
        indexes = (models.Index(fields=["office", "state", "due_on"]),)

    def __str__(self) -> str:
        return self.code

    @property
    def deposit(self) -> int:
        """The part of the bill that is a deposit, to be given back."""
        return sum(line["amount"] for line in self.lines if line.get("deposit"))


class Payment(models.Model):
    """Money received. A bill is settled by one payment; a second notice about it is no second payment."""

    class Method(models.TextChoices):
        CASH = "cash", "Tunai di loket"
        TRANSFER = "transfer", "Transfer bank"
        SERVICE = "service", "Layanan pembayaran"

    bill = models.OneToOneField(Bill, models.PROTECT, related_name="payment")
    amount = models.BigIntegerField()
    method = models.CharField(max_length=10, choices=Method)
    reference = models.CharField(max_length=100)
    proof = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True)
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True)

    def __str__(self) -> str:
        return self.reference


class Refund(models.Model):
    """Money given back: a deposit, or the payment for a case that ended without its letter."""

    bill = models.OneToOneField(Bill, models.PROTECT, related_name="refund")
    amount = models.BigIntegerField("dikembalikan")
    kept = models.BigIntegerField("dipotong", default=0)
    reason = models.CharField("sebab potongan", max_length=500, blank=True)
    method = models.CharField(max_length=10, choices=[("cash", "Tunai"), ("transfer", "Transfer bank")])
    reference = models.CharField(max_length=100)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gte=0) & Q(kept__gte=0), name="refund_is_not_negative"),
            models.CheckConstraint(condition=Q(kept=0) | ~Q(reason=""), name="what_is_kept_has_a_reason"),
        )

    def __str__(self) -> str:
        return self.reference


class PaymentNotice(models.Model):
    """A notice of a payment service as it came, believed or not."""

    bill = models.ForeignKey(Bill, models.PROTECT, null=True)
    service = models.CharField(max_length=20)
    body = models.TextField()
    came_at = models.DateTimeField()
    verdict = models.CharField(max_length=200)
    times = models.IntegerField(default=1)  # how often it came: the same again adds no row

    def __str__(self) -> str:
        return self.verdict
