"""An officer looks an applicant up in the social registry, and the standard's table says what comes of it (I1, I2)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases.models import Case
from silastri.apps.registry import queries
from silastri.apps.registry.models import Period, RegistryEntry
from silastri.domain import number
from silastri.domain.act import Act
from silastri.domain.case import facts, form
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import finish, open_step

NOT_LISTED = "tidak"  # chosen where nobody of the registry is the applicant


class NoData(NotFit):
    """The office has imported no registry, or the entry is not one of its own."""


def period(act: Act) -> Period | None:
    """What searches see now."""
    return queries.current(act.by.office or 0)


def search(act: Act, words: str) -> list[RegistryEntry]:
    """By NIK, by KK number, or by how a name begins; who searched is kept, what for is not. Raises NotFit."""
    now = period(act)
    if now is None:
        raise NoData("Data belum diimpor untuk kantor ini. Hubungi pengelola sistem.")
    text = words.strip()
    digits = "".join(text.split()).replace(".", "").replace("-", "")
    log(act, "search_registry", str(now.pk), by="number" if digits.isdigit() else "name")
    if digits.isdigit():
        if len(digits) != 16:
            raise NotFit("NIK dan nomor KK 16 angka.")
        return queries.by_nik(now, digits) or queries.by_kk(now, digits)
    if len(text) < 3:
        raise NotFit("Tulis paling sedikit tiga huruf nama.")
    return queries.by_name(now, text)


@transaction.atomic
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
    return finish(act, dossier, note=word, filled=filled, found={"data": data, "hasil": decided})


def _data(act: Act, entry: str) -> dict[str, Any]:
    """What conditions and letters may ask of the entry, and where it stands, to be found again."""
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
    """The row of the decision table, over what was just found and filled in. Raises NotFit."""
    case, step = dossier.case, dossier.step
    read = form.read(step.form, filled, dossier.time.local(act.at).date(), dossier.facts, step=step.key)
    if read.errors:
        raise NotFit("Ada isian yang belum benar.", read.errors)
    before = case.notes
    case.notes = {**before, step.key: {**before.get(step.key, {}), **read.values, "data": data}}
    try:
        decided = facts.outcome(dossier.definition.standard, dossier.facts)
    except ConditionFailed:
        blank = {q.key: "Isi ini dulu." for q in step.form if not read.values.get(q.key)}
        raise NotFit("Isian langkah ini belum cukup untuk menetapkan hasil.", blank) from None
    finally:
        case.notes = before
    if decided is None and dossier.definition.standard.outcomes:
        raise NotFit("Tidak ada baris tabel keputusan yang cocok. Periksa isian permohonan.")
    return decided or dict(facts.OUTCOME)
