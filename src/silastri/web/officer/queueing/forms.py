"""The forms of the queue's desk: they check only the shape of answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from silastri.apps.catalog.models import Service
from silastri.apps.tickets.models import Counter, Ticket
from silastri.web.forms import Form, choice, one_of, text, whole

QUESTION = "tanya"
Names = Mapping[int | None, str]  # what citizens call each service, and a question
PRIORITIES = [(key or "biasa", label) for key, label in Ticket.Priority.choices]


def priority_of(chosen: str) -> str:
    return "" if chosen == "biasa" else chosen


class NumberForm(Form):
    """A number that is given out at the counter."""

    layanan = one_of("Layanan", ())
    prioritas = choice("Untuk", PRIORITIES)

    def __init__(self, *args: Any, services: Iterable[Service], names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("layanan", [*((str(one.pk), names[one.pk]) for one in services), (QUESTION, names[None])])

    def service(self, services: Sequence[Service]) -> Service | None:
        return next((one for one in services if str(one.pk) == self.cleaned_data["layanan"]), None)


class AppointmentForm(Form):
    """Somebody with an appointment is there."""

    nomor = text("Nomor pendaftaran", most=40, autocomplete="off", autocapitalize="characters")


class EndForm(Form):
    catatan = text(
        "Catatan",
        hint="Misalnya jawaban yang diberikan. Jangan tulis nama atau NIK.",
        required=False,
        most=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TransferForm(Form):
    """To another open counter, or to the counters of another service."""

    tujuan = one_of("Pindahkan ke", ())

    def __init__(
        self, *args: Any, counters: Iterable[Counter], services: Iterable[Service], names: Names, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        found = [("", "Pilih tujuan")]
        found += [(f"loket-{one.pk}", f"{one} {one.name}".strip()) for one in counters]
        found += [(f"layanan-{one.pk}", names[one.pk]) for one in services]
        self.choose_from("tujuan", found)

    def to(self) -> dict[str, int]:
        kind, _, pk = self.cleaned_data["tujuan"].partition("-")
        return {"counter" if kind == "loket" else "service": whole(pk)}


class LinkForm(Form):
    nomor = text("Nomor pendaftaran", most=40, autocomplete="off", autocapitalize="characters")
