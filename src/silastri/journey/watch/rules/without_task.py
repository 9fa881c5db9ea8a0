"""Somebody opened the papers of a case that was never at one of his posts."""

from collections.abc import Iterator
from datetime import datetime

from silastri.apps.anomalies import evidence
from silastri.apps.offices import queries as offices
from silastri.domain.case import reminding
from silastri.journey.watch.rule import Found, Look, Rule

_PAGES = ("desk_document", "desk_picture", "desk_letter", "reveal")


def _look(look: Look) -> Iterator[Found]:
    """Superiors may look at what is below them, and managers at all."""
    opened: dict[tuple[int, str], list[datetime]] = {}
    names: dict[int, str] = {}
    for line in evidence.lines(look.office.pk, ("see",), look.since, look.until):
        if line.person and line.detail.get("page") in _PAGES and not line.detail.get("watches"):
            opened.setdefault((line.person.pk, line.about), []).append(line.at)
            names[line.person.pk] = line.person.name
    cases = evidence.by_ref(look.office.pk, {ref for _, ref in opened})
    cards = evidence.cards({case.pk for case in cases.values()})
    desks = offices.desks_of(look.office, look.time.day(look.until))
    for (person, ref), at in opened.items():
        case, desk = cases.get(ref), desks.get(person)
        if case is None or desk is None or desk.manages or person in (case.applicant_id, case.filled_by_id):
            continue
        been = {run.post for run in cards.get(case.pk, ())} | {case.post, case.recorder}
        acted = any(run.person_id == person for run in cards.get(case.pk, ()))
        posts = desk.posts.keys() | desk.signs_for.keys()
        mine = posts | reminding.below(look.definition, posts)
        if not acted and not been & mine:
            yield Found(f"{person}:{ref}", at[0], case.pk, person, {"by": names[person], "n": len(at)})


RULE = Rule(
    "without_task",
    "Berkas dibuka tanpa tugas",
    "Petugas membuka berkas atau NIK pemohon, padahal permohonannya tidak pernah berada di jabatannya atau di "
    "bawahnya.",
    _look,
    lambda detail: f"{detail['by']} membuka berkas permohonan ini {detail['n']} kali.",
)
