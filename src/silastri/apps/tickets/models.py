"""The counters of a hall, the tickets of each day, and what happened to each."""

from django.db import models
from django.db.models import Q


class Counter(models.Model):
    """A place in the hall where an officer serves. ``services`` are ids of services; empty means all."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    number = models.SmallIntegerField("nomor")
    name = models.CharField("nama", max_length=60, blank=True)
    services = models.JSONField("layanan", default=list)
    in_use = models.BooleanField(default=True)  # one that was taken away keeps its row for the tickets of old
    person = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # who sits there now
    since = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "number"], name="one_counter_a_number"),
            models.UniqueConstraint(fields=["office", "person"], name="one_counter_an_officer"),
        )

    def __str__(self) -> str:
        return f"Loket {self.number}"


class QueueDay(models.Model):
    """One day of an office's queue. Its row is locked while a ticket is given or called: so no two kiosks give one
    number, and no two counters call one ticket."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    on = models.DateField()
    serials = models.JSONField(default=dict)  # letter -> the last number given
    calls = models.IntegerField(default=0)  # calls so far: each has a number, by which screens know what is new
    turns = models.JSONField(default=dict)  # what the rule of the next one must remember of earlier calls
    cut_off_at = models.DateTimeField(null=True)  # closed by hand before its time

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "on"], name="one_queue_a_day"),)

    def __str__(self) -> str:
        return f"{self.office_id} {self.on}"


class Ticket(models.Model):
    """A place in the queue: it has no name. ``reserved`` is none yet: it counts from when somebody is there."""

    class State(models.TextChoices):
        RESERVED = "reserved", "Belum datang"
        WAITING = "waiting", "Menunggu"
        CALLED = "called", "Dipanggil"
        SERVING = "serving", "Sedang dilayani"
        DONE = "done", "Selesai"
        SKIPPED = "skipped", "Tidak datang saat dipanggil"
        CANCELLED = "cancelled", "Dibatalkan"
        CLOSED = "closed", "Tidak sempat dilayani"

    class Priority(models.TextChoices):
        NONE = "", "Biasa"
        ELDERLY = "elderly", "Lanjut usia"
        DISABLED = "disabled", "Penyandang disabilitas"
        PREGNANT = "pregnant", "Ibu hamil atau membawa bayi"

    class Via(models.TextChoices):
        KIOSK = "kiosk", "Layar sentuh"
        PHONE = "phone", "Telepon genggam"
        COUNTER = "counter", "Loket"
        APPOINTMENT = "appointment", "Jadwal"

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    on = models.DateField()
    letter = models.CharField(max_length=1)
    serial = models.SmallIntegerField()
    code = models.CharField(max_length=12, unique=True)  # follows it on a phone; cannot be guessed
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="+")  # none: a question
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.NONE, blank=True)
    via = models.CharField(max_length=11, choices=Via)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    taken_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)  # from when its place counts
    not_before = models.DateTimeField(null=True)  # the hour of its appointment
    counter = models.ForeignKey(
        Counter, models.PROTECT, null=True, related_name="+"
    )  # which called it, or to which it goes
    called_at = models.DateTimeField(null=True)  # the last time
    call = models.IntegerField(null=True)  # the number of that call in its day
    calls = models.SmallIntegerField(default=0)
    served_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    waited = models.IntegerField(null=True)  # seconds in the hall, of all its times of waiting
    served = models.IntegerField(null=True)  # seconds at counters
    served_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    # A draft that is thrown away takes neither the ticket with it nor is it held by it.
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, related_name="tickets")
    place = models.ForeignKey("bookings.Place", models.SET_NULL, null=True, related_name="+")  # the appointment
    note = models.CharField(max_length=1000, blank=True)  # of a consultation that made no case

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "on", "letter", "serial"], name="one_ticket_a_number"),
            models.UniqueConstraint(
                fields=["counter"], condition=Q(state__in=["called", "serving"]), name="one_ticket_at_a_counter"
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(place__isnull=False) & ~Q(state="cancelled"), name="one_ticket_a_place"
            ),
        )
        indexes = (models.Index(fields=["office", "on", "state"], name="tickets_of_day"),)

    def __str__(self) -> str:
        return self.number

    @property
    def waited_minutes(self) -> int | None:
        """Rounded up."""
        return None if self.waited is None else -(-self.waited // 60)

    @property
    def served_minutes(self) -> int | None:
        """Rounded up."""
        return None if self.served is None else -(-self.served // 60)

    @property
    def number(self) -> str:
        """As it is printed and called: A-007."""
        return f"{self.letter}-{self.serial:03}"


class TicketEvent(models.Model):
    """One thing that happened to a ticket. Added once, never changed."""

    class What(models.TextChoices):
        TAKEN = "taken", "Diambil"
        ARRIVED = "arrived", "Datang"
        CALLED = "called", "Dipanggil"
        SERVED = "served", "Mulai dilayani"
        SKIPPED = "skipped", "Dilewati"
        BACK = "back", "Kembali menunggu"
        TRANSFERRED = "transferred", "Dipindahkan"
        LINKED = "linked", "Dihubungkan dengan permohonan"
        ENDED = "ended", "Selesai"
        CANCELLED = "cancelled", "Dibatalkan"
        LAPSED = "lapsed", "Tidak dipakai"  # taken by phone, and nobody said that its holder was there
        CLOSED = "closed", "Ditutup"

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="events", db_index=False)
    what = models.CharField(max_length=11, choices=What)
    at = models.DateTimeField()
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["ticket", "id"], name="ticket_events"),)

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.what}"
