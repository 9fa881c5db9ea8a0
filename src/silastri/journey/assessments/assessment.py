"""An assessment of a year: opened, looked at with the evidence that there is, added to, and its gaps given to somebody.

Those who plan improvements write; the others of the office read.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from silastri.apps.assessments import operations, queries
from silastri.apps.assessments.models import AddedEvidence, Assessment, IndicatorNote
from silastri.apps.audit.operations import log
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.reporting import assessment as rules
from silastri.domain.reporting.assessment import Dimension, Indicator, Instrument
from silastri.journey.case import handed_in
from silastri.journey.improvements.access import as_planner, desk_of
from silastri.journey.improvements.plan import plan

from . import evidence
from .looked import Evidence, look

LONGEST = 2000  # characters of a note
MOST = 20  # files added for one indicator


@dataclass(frozen=True)
class Standing:
    """One indicator: what each of its sources found, what the office added and says, and what it does about a gap."""

    indicator: Indicator
    sources: tuple[tuple[str, str, Evidence | None], ...]  # key, name, what it found
    added: tuple[AddedEvidence, ...]
    note: IndicatorNote | None

    @property
    def is_met(self) -> bool:
        """All its sources found something, or the office added evidence of its own."""
        return bool(self.added) or (bool(self.sources) and all(found for *_, found in self.sources))

    @property
    def missing(self) -> list[str]:
        return [name for _, name, found in self.sources if not found]

    @property
    def improvement(self) -> Improvement | None:
        return self.note.improvement if self.note else None


@dataclass(frozen=True)
class Whole:
    assessment: Assessment
    instrument: Instrument
    dimensions: tuple[tuple[Dimension, tuple[Standing, ...]], ...]

    @property
    def standings(self) -> list[Standing]:
        return [one for _, standings in self.dimensions for one in standings]

    @property
    def percent(self) -> int:
        return rules.percent({one.indicator.key: one.is_met for one in self.standings})

    @property
    def met(self) -> int:
        return sum(one.is_met for one in self.standings)

    @property
    def gaps(self) -> list[Standing]:
        return [one for one in self.standings if not one.is_met]


def offered(year: int) -> list[Instrument]:
    return rules.in_force(settings.INDICATORS, year)


def instrument_of(assessment: Assessment) -> Instrument:
    """As it was when the assessment was opened. Raises NotThere."""
    for one in settings.INDICATORS:
        if (one.key, one.since) == (assessment.instrument, assessment.since):
            return one
    raise NotThere("Indikator penilaian ini tidak ada lagi di sistem. Hubungi pengelola sistem.")


@transaction.atomic
def begin(act: Act, key: str, year: int) -> Assessment:
    """Raises NotYours, NotThere."""
    office = as_planner(act)
    assert act.by.person
    today = offices.today(office, act.at)
    instrument = next((one for one in offered(year) if one.key == key), None)
    if instrument is None or year not in (today.year, today.year - 1):
        raise NotThere("Penilaian ini tidak ada.")
    made = Assessment(
        office=office, instrument=key, since=instrument.since, year=year, opened_by_id=act.by.person, opened_at=act.at
    )
    log(act, "begin_assessment", f"{key} {year}")
    return operations.begin(made)


def whole(act: Act, pk: int) -> Whole:
    """Raises NotYours, NotThere."""
    found = _read(act, pk)
    instrument, of = instrument_of(found), look(act, found.office, found.year)
    notes, added = queries.notes(found), queries.added(found)

    def standing(one: Indicator) -> Standing:
        mine = tuple(file for file in added if file.key == one.key)
        return Standing(one, tuple(evidence.found(of, one.evidence)), mine, notes.get(one.key))

    dimensions = tuple((part, tuple(map(standing, part.indicators))) for part in instrument.dimensions)
    return Whole(found, instrument, dimensions)


def standing(act: Act, pk: int, key: str) -> tuple[Whole, Standing]:
    """Raises NotYours, NotThere."""
    found = whole(act, pk)
    one = next((one for one in found.standings if one.indicator.key == key), None)
    if one is None:
        raise NotThere("Indikator ini tidak ada.")
    return found, one


@transaction.atomic
def write(act: Act, pk: int, key: str, note: str) -> None:
    """Raises NotYours, NotThere, NotFit."""
    found = _written(act, pk, key)
    if len(note.strip()) > LONGEST:
        raise NotFit("Terlalu panjang.", {"keterangan": f"Paling banyak {LONGEST} huruf."})
    operations.note(found, key, note.strip())
    log(act, "note_indicator", f"penilaian:{pk} {key}")


def add(act: Act, pk: int, key: str, *, title: str, upload: bytes, upload_name: str) -> None:
    """A paper or photo of the office's own. Raises NotYours, NotThere, NotFit, NotAccepted."""
    found = _written(act, pk, key)
    if not title.strip():
        raise NotFit("Tulis apa isi berkas ini.", {"judul": "Tulis apa isi berkas ini."})
    if not upload:
        raise NotFit("Pilih berkasnya.", {"berkas": "Pilih berkasnya."})
    if found.added.filter(key=key).count() >= MOST:
        raise NotFit(f"Sudah ada {MOST} berkas untuk indikator ini.", {"berkas": f"Paling banyak {MOST} berkas."})
    paper = handed_in.tidy(act, upload)
    with transaction.atomic():
        file = handed_in.keep(paper, name=upload_name, at=act.at)
        assert act.by.person
        operations.add(found, key, title.strip()[:200], file, by=act.by.person, at=act.at)
        log(act, "add_evidence", f"penilaian:{pk} {key}")


@transaction.atomic
def close_gap(act: Act, pk: int, key: str, *, what: str, post: str, due_on: date) -> Improvement:
    """Gives a gap to a post, as an improvement with a day. Raises NotYours, NotThere, NotFit, MovedOn."""
    found = _written(act, pk, key)
    before = queries.notes(found).get(key)
    if before and before.improvement and before.improvement.state == Improvement.State.PLANNED:
        raise MovedOn("Celah ini sudah ada penanggung jawabnya.")
    made = plan(act, what=what, post=post, due_on=due_on)
    operations.plan(found, key, made)
    return made


def added_file(act: Act, pk: int, key: str, file: int) -> AddedEvidence:
    """Raises NotYours, NotThere."""
    return queries.added_one(_read(act, pk), key, file)


def _read(act: Act, pk: int) -> Assessment:
    return queries.one(pk, office=desk_of(act).office.pk)


def _written(act: Act, pk: int, key: str) -> Assessment:
    found = queries.one(pk, office=as_planner(act).pk)
    if instrument_of(found).indicator(key) is None:
        raise NotThere("Indikator ini tidak ada.")
    return found
