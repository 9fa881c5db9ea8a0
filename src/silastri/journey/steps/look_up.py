"""An officer looks an applicant up in the social registry, and the standard's table says what comes of it (I1, I2)."""

from collections.abc import Mapping
from typing import Any

from silastri.apps.cases.models import Case
from silastri.apps.registry import queries
from silastri.apps.registry.models import RegistryEntry
from silastri.domain import number
from silastri.domain.act import Act
from silastri.domain.case import facts, form, step_notes
from silastri.domain.case.step_notes import LookUp, StepFacts
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction

from . import search_registry

NOT_LISTED = "tidak"  # chosen when no entry of the registry is the applicant's


class SearchFirst(NotFit):
    """The applicant's NIK was not searched in the period in which searches look now."""


class IsListed(NotFit):
    """The applicant's NIK is in the registry, and the officer chose otherwise."""


@one_transaction()
def look_up(
    act: Act,
    *,
    ref: str,
    turn: int,
    outcome: str,
    entry: str,
    searched: str,
    note: str = "",
    filled: Mapping[str, str] | None = None,
) -> Case:
    """Keeps what the registry says and what the table decides, as evidence. ``entry`` is the key of an entry, or
    NOT_LISTED; ``searched`` is the key of the period in which the officer saw the applicant's NIK searched.

    Raises SearchFirst, IsListed, NoData, NotFit when nothing was chosen or when no row of the table fits; what
    ``open_step`` raises.
    """
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.LOOK_UP,))
    if outcome != ONWARD:
        return finish(act, dossier, outcome=outcome, note=note)
    data = _data(act, dossier.case, entry, searched)
    decided = _decide(act, dossier, data, filled or {})
    word = note or str(decided["sebutan"])
    looked = StepFacts(look_up=LookUp(data=data, outcome=decided))
    return finish(act, dossier, note=word, filled=filled, found=looked)


def _data(act: Act, case: Case, entry: str, searched: str) -> dict[str, Any]:
    """The facts of the entry for conditions and letters, and where in the registry it can be found again."""
    own = search_registry.of_applicant(act, case)
    now = own.period
    if number.sent_back(searched) != now.pk:
        sentence = f"NIK pemohon belum dicari di data {now.name}. Lihat hasil pencarian yang baru, lalu pilih."
        raise SearchFirst(sentence, {"entri": sentence})
    evidence = {"periode": now.name, "sumber": now.source, "dicari": act.at.isoformat()}
    if entry == NOT_LISTED:
        _must_be_his(own.entries, 0)
        return facts.REGISTRY | evidence
    found = queries.entry(act.by.office or 0, number.sent_back(entry))
    if found is None or found.period_id != now.pk:
        raise NotFit("Pilih orangnya dari hasil pencarian, atau pilih tidak terdaftar.", {"entri": "Pilih salah satu."})
    _must_be_his(own.entries, found.pk)
    return _known(found) | evidence


def _must_be_his(entries: list[RegistryEntry], chosen: int) -> None:
    """Whoever is in the registry under his own NIK is neither unlisted nor somebody else. Raises IsListed."""
    if entries and chosen not in {entry.pk for entry in entries}:
        lines = ", ".join(str(entry.line) for entry in entries)
        sentence = f"NIK pemohon ada di data ini, baris {lines}. Pilih baris itu."
        raise IsListed(sentence, {"entri": sentence})


def _known(found: RegistryEntry) -> dict[str, Any]:
    kept = found.sealed
    return {
        "terdaftar": True,
        "nama": kept["nama"],
        "desil": kept.get("desil", 0),
        "entri": found.pk,
        "baris": found.line,
        "program": sorted(name for name, value in kept.items() if value is True),
        "nonaktif_sejak": kept.get("pbi_nonaktif_sejak", ""),
    }


def _decide(act: Act, dossier: Dossier, data: dict[str, Any], filled: Mapping[str, str]) -> dict[str, Any]:
    """The row of the decision table that fits what was found and filled in. Raises NotFit."""
    case, step = dossier.case, dossier.step
    known = dossier.work_out_facts()
    read = form.read(step.form, filled, dossier.time.day(act.at), known, step=step.key)
    if read.errors:
        raise NotFit("Ada isian yang belum benar.", read.errors)
    before = case.notes
    looked = StepFacts(look_up=LookUp(data=data, outcome=facts.OUTCOME))
    case.notes = step_notes.with_facts(step_notes.with_answers(before, step.key, read.values), step.key, looked)
    try:
        decided = facts.outcome(dossier.definition.standard, dossier.work_out_facts())
    except ConditionFailed:
        blank = {q.key: "Isi ini dulu." for q in step.form if not read.values.get(q.key)}
        raise NotFit("Isian langkah ini belum cukup untuk menetapkan hasil.", blank) from None
    finally:
        case.notes = before
    if decided is None and dossier.definition.standard.outcomes:
        raise NotFit("Tidak ada baris tabel keputusan yang cocok. Periksa isian permohonan.")
    return decided or dict(facts.OUTCOME)
