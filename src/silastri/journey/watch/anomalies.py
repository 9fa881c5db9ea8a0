"""Who sees what looks odd, and what they make of it. The officers whom it is about see nothing of it."""

from django.db import transaction
from django.db.models import QuerySet

from silastri.apps.anomalies import operations, queries
from silastri.apps.anomalies.models import Anomaly
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours

from .look import FOR_HEAD

State = Anomaly.State
LONGEST = 500


def sees(desk: Desk) -> bool:
    """Whether this desk sees any: those who watch over the office, and its head."""
    return desk.watches or offices.definition(desk.office).head.key in desk.posts


def seen(desk: Desk, act: Act) -> QuerySet[Anomaly]:
    """What this desk may read: watchers all, the head the returns that came late. Nobody reads what is about himself.
    Raises NotYours."""
    if not sees(desk):
        raise NotYours("Halaman ini untuk pengawas dan pimpinan kantor.")
    return queries.of_office(desk.office.pk, act.by.person, None if desk.watches else FOR_HEAD)


def others(desk: Desk) -> int:
    """How many more the watchers have before them, of which the head knows only the number."""
    open_states = (State.NEW, State.LOOKED_AT)
    return Anomaly.objects.filter(office=desk.office, state__in=open_states).exclude(rule__in=FOR_HEAD).count()


@transaction.atomic
def decide(act: Act, *, pk: int, state: str, why: str) -> Anomaly:
    """A watcher looks into it, calls it no matter, or settled. Raises NotYours, NoAnomaly, NotFit, MovedOn."""
    if not act.by.watches or act.by.person is None or act.by.office is None:
        raise NotYours("Hanya pengawas yang menilai keanehan.")
    found = operations.lock(pk, act.by.office)
    if found.person_id == act.by.person:
        raise NotYours("Ini tentang Anda sendiri. Pengawas lain yang menilainya.")
    if state not in (State.LOOKED_AT, State.FALSE_ALARM, State.SETTLED):
        raise NotFit("Pilih salah satu.")
    if found.state == state:
        raise MovedOn(f"Ini sudah dicatat: {found.get_state_display()}.")
    why = why.strip()
    if state != State.LOOKED_AT and not why:
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya, supaya pengawas lain tahu."})
    if len(why) > LONGEST:
        raise NotFit("Alasan terlalu panjang.", {"alasan": f"Paling banyak {LONGEST} huruf."})
    operations.decide(found, state, why, by=act.by.person, at=act.at)
    log(act, "decide_anomaly", f"keanehan {pk}", state=state)
    return found
