"""An officer looks an applicant up in the social registry, and the standard's table says what comes of it (I1, I2)."""

from collections.abc import Mapping
from typing import Any

from silastri.apps.audit.operations import log
from silastri.apps.cases.models import Case
from silastri.apps.registry import queries
from silastri.apps.registry.models import Period, RegistryEntry
from silastri.domain import number
from silastri.domain.act import Act
from silastri.domain.case import facts, form, step_notes
from silastri.domain.case.step_notes import LookUp, StepFacts
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.kinds import Kind
from silastri.domain.number import is_digits
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction

NOT_LISTED = "tidak"  # chosen when no entry of the registry is the applicant's


class NoData(NotFit):
    """The office has imported no registry, or the entry belongs to another office."""


def period(act: Act) -> Period | None:
    """The period in which searches look now."""
    return queries.current(act.by.office or 0)


def search(act: Act, words: str) -> list[RegistryEntry]:
    """Searches by NIK, KK number, or a name's beginning. The log keeps who searched, not for what. Raises NotFit."""
    now = period(act)
    if now is None:
        raise NoData("Data belum diimpor untuk kantor ini. Hubungi pengelola sistem.")
    text = words.strip()
    digits = "".join(text.split()).replace(".", "").replace("-", "")
    log(act, "search_registry", str(now.pk), by="number" if is_digits(digits) else "name")
    if is_digits(digits):
        if len(digits) != 16:
            raise NotFit("NIK dan nomor KK 16 angka.")
        return queries.by_nik(now, digits) or queries.by_kk(now, digits)
    if len(text) < 3:
        raise NotFit("Tulis paling sedikit tiga huruf nama.")
    return queries.by_name(now, text)


@one_transaction()
def look_up(
    act: Act,
    *,
    ref: str,
    turn: int,
    outcome: str,
    entry: str,
    note: str = "",
    filled: Mapping[str, str] | None = None,
) -> Case:
    """Keeps what the registry says and what the table decides, as evidence. ``entry`` is the key of an entry, or
    NOT_LISTED. Raises NotFit when nothing was chosen, or when no row of the table fits; what ``open_step`` raises."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.LOOK_UP,))
    if outcome != ONWARD:
        return finish(act, dossier, outcome=outcome, note=note)
    data = _data(act, entry)
    decided = _decide(act, dossier, data, filled or {})
    word = note or str(decided["sebutan"])
    looked = StepFacts(look_up=LookUp(data=data, outcome=decided))
    return finish(act, dossier, note=word, filled=filled, found=looked)


def _data(act: Act, entry: str) -> dict[str, Any]:
    """The facts of the entry for conditions and letters, and where in the registry it can be found again."""
    now = period(act)
    if now is None:
        raise NoData("Data belum diimpor untuk kantor ini. Hubungi pengelola sistem.")
    if entry == NOT_LISTED:
        return facts.REGISTRY | {"periode": now.name, "sumber": now.source}
    found = queries.entry(act.by.office or 0, number.sent_back(entry))
    if found is None:
        raise NotFit("Pilih orangnya dari hasil pencarian, atau pilih tidak terdaftar.", {"entri": "Pilih salah satu."})
    kept = found.sealed
    return {
        "terdaftar": True,
        "nama": kept["nama"],
        "desil": kept.get("desil", 0),
        "periode": found.period.name,
        "sumber": found.period.source,
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
