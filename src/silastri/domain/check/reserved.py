"""Keys that an office may not give, because the system has given them to something of its own in the same place.

What the system knows of a step lies apart from the answers (domain/case/step_notes.py), so most names are free. Refused
is what would mean two things: to a condition, among the letters of a case, or among the fields of one page.
"""

from collections.abc import Iterable, Iterator

from silastri.domain.case import keys
from silastri.domain.case.opinion import ANSWERED, STANCE
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import Question
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import APPLICANT, Step
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.kinds import nature

# CEL does not read these as names, or, after a dot, as something else than a name.
IN_CONDITIONS = frozenset({"in", "true", "false", "null", "exists", "exists_one"})
# The fields that stand beside an office's own questions: on every page, at every step, at steps of that act.
ON_A_PAGE = frozenset({"csrfmiddlewaretoken"})
AT_A_STEP = ON_A_PAGE | {"giliran", "keputusan", "catatan"}
AT_AN_ACT = {
    "look_up": frozenset({"cari", "entri", "periode"}),
    "review": frozenset({"berkas"}),
    "respond": frozenset({"berkas"}),
    "visit": frozenset({"temuan", "kesimpulan", "foto"}),
    "ask": frozenset({"tanpa"}),
}
OF_A_PARTY = ON_A_PAGE | {STANCE, ANSWERED, "catatan", "berkas", "nama", "jabatan"}

_Named = tuple[str, str, Path]  # what it is, its key, its place


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    standard = definition.standard
    form = _questions(standard.form, ("formulir",))
    papers = _listed("berkas", standard.requirements, ("persyaratan",))
    letters = _listed("surat", standard.products, ("produk",))
    parameters = [("parameter", key, ("parameter", key)) for key in standard.parameters]
    yield from _taken(reading.standard, [*form, *parameters], IN_CONDITIONS)
    yield from _taken(reading.standard, form, ON_A_PAGE | {APPLICANT})
    yield from _taken(reading.standard, papers, {keys.FORM, APPLICANT})
    yield from _taken(reading.standard, letters, keys.OF_SYSTEM)
    yield from _taken(reading.sop, _listed("langkah", definition.sop.steps, ("langkah",)), IN_CONDITIONS)
    both = {r.key for r in standard.requirements} & {q.key for q in standard.form}
    for n, step in enumerate(definition.sop.steps):
        yield from _at_step(reading.sop, step, ("langkah", n), both)


def _at_step(source: Source, step: Step, path: Path, both: set[str]) -> Iterator[Finding]:
    form = _questions(step.form, (*path, "formulir"))
    yield from _taken(source, form, IN_CONDITIONS | AT_A_STEP | AT_AN_ACT.get(nature(step.kind).act, frozenset()))
    yield from _taken(source, _listed("pihak", step.parties, (*path, "pihak")), IN_CONDITIONS)
    for n, party in enumerate(step.parties):
        place: Path = (*path, "pihak", n)
        yield from _taken(source, _questions(party.form, (*place, "formulir")), IN_CONDITIONS | OF_A_PARTY)
        for m, key in enumerate(party.sees):
            if key in both:
                what = f"pihak '{party.key}' boleh melihat '{key}', yang berarti berkas dan juga isian"
                yield source.finding((*place, "boleh_melihat", m), what, "beri salah satunya kunci lain")


def of_office(office: Office, file: str) -> Iterator[Finding]:
    """Steps of the applicant name no post."""
    if office.post(APPLICANT):
        yield Finding(file, 1, f"kunci jabatan '{APPLICANT}' sudah dipakai sistem", "beri kunci lain")


def _questions(form: Iterable[Question], path: Path) -> list[_Named]:
    """The questions of a form, and what is asked for each row of its lists."""
    found = _listed("isian", form, path)
    for n, question in enumerate(form):
        found += _listed("butir", question.items, (*path, n, "butir"))
    return found


def _listed(what: str, items: Iterable[object], path: Path) -> list[_Named]:
    return [(what, str(getattr(item, "key", "")), (*path, n)) for n, item in enumerate(items)]


def _taken(source: Source, named: Iterable[_Named], words: Iterable[str]) -> Iterator[Finding]:
    for what, key, path in named:
        if key in words:
            yield source.finding(path, f"kunci {what} '{key}' sudah dipakai sistem", "beri kunci lain")
