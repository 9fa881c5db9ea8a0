"""Fills an empty home with a demo: offices, people, and cases in every state, made by the same acts as real ones."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from silastri.adapters.signing import signing
from silastri.apps.archive.models import Record
from silastri.apps.bribes import queries as bribe_queries
from silastri.apps.bribes.models import BribeReport
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.letters import keys as letter_keys
from silastri.apps.offices import operations as office_operations
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.apps.registry import operations as registries
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.jobs.publishing import publish
from silastri.journey.apply.at_once import look_up_step
from silastri.journey.archive import keep
from silastri.journey.bribes import read, send
from silastri.journey.desk.admit import NoPlaceFree
from silastri.journey.frame.quota import QuotaFull

from . import (
    appraised,
    complaints,
    desk,
    history,
    measured,
    month_reports,
    office_reports,
    queued,
    sample,
    watched,
)
from .answered import answer_for_a_year
from .improved import improve
from .runner import Runner


def fill(at: datetime, standards: Path) -> None:
    """Publishes offices, makes people, and takes cases to every state; the cases began in the days before ``at``."""
    publish(standards, at=at - timedelta(days=60))
    sample.citizens(at)
    Thread(target=sample.tidy_ahead, args=[titles(at), at], daemon=True).start()
    for office in offices.offices():
        staff(office, at)
        at_one_desk(office, at)
        registry(office, at - timedelta(days=30))
        history.fill(office, at)  # before all that reports of it
        answer_for_a_year(office, at)
        improve(office, at)
        measured.fill(office, at)
        desk.fill(office, at)
    second_manager()
    for n, service in enumerate(Service.objects.order_by("office_id", "slug")):
        for case in cases(service, at, start=n):
            del case
    for office in offices.offices():
        complaints.fill(office, at)
        month_reports.fill(office, at)
        queued.fill(office, at)
        watched.fill(office, at)
        appraised.fill(office, at)
        office_reports.fill(office, at)
    archive(at)
    bribes(at)


def titles(at: datetime) -> set[str]:
    """Of the papers that cases will hand in."""
    inside = (
        version for office in offices.offices() for version in catalog.in_force(office.pk, offices.today(office, at))
    )
    asked = (one for version in inside for one in catalog.definition(version.pk).standard.requirements)
    return {one.label for one in asked if not one.is_thing}


def staff(office: Office, at: datetime) -> None:
    """Makes one officer for each post. Signers get a key; the officer of the first post manages the office."""
    letter_keys.in_use(office, at=at - timedelta(days=365))  # before the first of the demo's letters
    definition = offices.definition(office)
    services = [catalog.definition(version.pk) for version in catalog.in_force(office.pk, offices.today(office, at))]
    heads = sample.heads(definition, services)
    for n, post in enumerate(definition.posts):
        person = sample.officer(office.pk * 20 + n, post.title, at, is_head=post.key in heads)
        since = offices.today(office, at) - timedelta(days=365)
        office_operations.post(office, person, post=post.key, since=since, manages=n == 0)
        if post.key in heads and hasattr(signing(), "issue"):
            signing().issue(person=person.pk, name=person.name, passphrase=sample.PASSPHRASE)  # type: ignore[attr-defined]


def second_manager() -> None:
    """So that in one office the demo shows how two managers help an officer who lost every proof."""
    Posting.objects.filter(office__slug="rokan-hilir", post="ahli_madya").update(manages=True)


def at_one_desk(office: Office, at: datetime) -> None:
    """Where a service is recorded at the counter and looked up next, one officer does both, so that the demo shows the
    page on which somebody is served at once."""
    today = offices.today(office, at)
    for version in catalog.in_force(office.pk, today):
        definition = catalog.definition(version.pk)
        posts = {post.key: "" for post in offices.definition(office).posts}
        look_up, recorder = look_up_step(definition, posts), definition.sop.steps[0].recorder
        posting = Posting.objects.filter(office=office, post=recorder).order_by("pk").first() if look_up else None
        if look_up and posting:
            office_operations.post(office, posting.person, post=look_up.actor, since=posting.since)


def registry(office: Office, at: datetime) -> None:
    """A small social registry for an office that looks people up."""
    versions = catalog.in_force(office.pk, offices.today(office, at))
    if not any(step.kind is Kind.LOOK_UP for v in versions for step in catalog.definition(v.pk).sop.steps):
        return
    period = registries.begin(office, name="contoh", source="Data contoh", file_mark="contoh", at=at)
    prepare = registries.preparer(period)
    rows = [prepare(row, line) for line, row in enumerate(sample.listed(), start=2)]
    registries.keep(rows)
    registries.went_on(period, lines_done=len(rows) + 1, rows=len(rows), skipped=0)
    registries.publish(period, at=at)


def cases(service: Service, at: datetime, start: int = 0) -> Iterator[Case | None]:
    """A case at every step of the service, and one of every other ending that it has."""
    version = catalog.current(service, offices.today(service.office, at))
    assert version
    sop = catalog.definition(version.pk).sop
    people = sample.citizens(at)
    for n, step in enumerate(sop.steps[1:]):
        yield _begun(Runner(service, people[(n + start) % 3], at, n), partial(Runner.to, step=step.key))
    last = len(sop.steps)
    for n, ending in enumerate(_ENDINGS):
        yield _begun(Runner(service, people[(n + start) % 3], at, last + n), ending)


def archive(at: datetime) -> None:
    """Files what was issued, and makes some records look years old, so that each list of the archive has entries."""
    act = Act(SYSTEM, at, "job")
    while keep.keep(act):
        pass
    for office in offices.offices():
        over = offices.today(office, at) - timedelta(days=1)
        mine = Record.objects.filter(office=office).exclude(fate="").order_by("-pk")  # those with files
        for fate in Record.Fate.values:
            first = list(mine.filter(fate=fate).values_list("pk", flat=True)[:4])
            Record.objects.filter(pk__in=first[:2]).update(active_until=over)
            Record.objects.filter(pk__in=first[2:]).update(
                state=Record.State.INACTIVE, active_until=over, inactive_until=over
            )


def bribes(at: datetime) -> None:
    """Two reports that somebody asked for money, one of them in hand."""
    case = Case.objects.filter(state=State.RUNNING, office__slug="rokan-hilir").select_related("office").first()
    other = offices.by_slug("kampar")
    if case is None or other is None or bribe_queries.reader_of(case.office) is None:
        return
    visitor = Act(Actor(None, "Tamu"), at - timedelta(days=2), "web")
    day = offices.today(case.office, at - timedelta(days=3))
    first = send.Told(
        "Di loket saya diminta uang rokok supaya berkas cepat naik. Saya tidak memberi.", amount=50_000,
        by_whom="Petugas loket, laki-laki, berkacamata", on=day, hour="10.30",
        where="Loket 2", ref=case.ref,
    )  # fmt: skip
    send.send(visitor, about=case.office, form=send.new_form(), told=first)
    second = send.Told("Ada yang menawarkan surat selesai sehari lewat orang dalam.", amount=300_000, where="Parkiran")
    send.send(replace(visitor, at=at - timedelta(days=6)), about=other, form=send.new_form(), told=second)
    report = BribeReport.objects.get(about=other)
    person = offices.holders(report.reader, "auditor", offices.today(report.reader, at))[0]
    desk = next(desk for desk in offices.desks(person.pk, at) if desk.office.pk == report.reader_id)
    act = Act(Actor(person.pk, person.name, desk.office.pk, desk.posts), at - timedelta(days=4), "web")
    read.take(act, desk, pk=report.pk)
    read.note(act, desk, pk=report.pk, text="Minta rekaman kamera parkiran.")
    read.answer(act, desk, pk=report.pk, text="Terima kasih. Pukul berapa kejadiannya?")


_Ending = Callable[[Runner], Case | None]
_ENDINGS: tuple[_Ending, ...] = (
    partial(Runner.to, step=None), Runner.returned, Runner.refused, Runner.withdrawn, Runner.drafted,
)  # fmt: skip


def _begun(runner: Runner, ending: _Ending) -> Case | None:
    """Begins a case. A quota has no place for every case of the demo, so the others wait or stay drafts."""
    try:
        return ending(runner)
    except (QuotaFull, NoPlaceFree):
        return None


class HalfFilled(Exception):
    """An earlier filling was interrupted."""


def prepare(at: datetime) -> bool:
    """Fills the home once; False if that was done before. Raises HalfFilled."""
    filled = settings.HOME / "demo-filled"
    if filled.exists():
        return False
    if Service.objects.exists():
        raise HalfFilled(f"Pengisian demo terputus. Hapus {settings.HOME}, lalu jalankan lagi.")
    gc.disable()  # what a filling leaves behind is small, and to look for it takes a tenth of the time
    try:
        with _unwaited():
            fill(at, Path(settings.STANDARDS))
    finally:
        gc.enable()
    filled.touch()
    return True


@contextmanager
def _unwaited() -> Iterator[None]:
    """Neither SQLite nor the folder of files waits for the disk after each of thousands of writings: a filling that a
    power cut ends is begun anew anyway."""
    lasting = getattr(default_storage, "lasting", True)
    default_storage.lasting = False  # type: ignore[attr-defined]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    yield
    default_storage.lasting = lasting  # type: ignore[attr-defined]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
