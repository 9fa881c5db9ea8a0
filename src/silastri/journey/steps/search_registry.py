"""The social registry is searched: for the applicant's own NIK when the step opens, and for what an officer types (I1).

The log keeps who searched, for which case and in which period, never what was typed.
"""

from dataclasses import dataclass

from silastri.apps.audit.operations import log
from silastri.apps.cases.models import Case
from silastri.apps.registry import queries
from silastri.apps.registry.models import Period, RegistryEntry
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.journey.frame.step import OwnCase


class NoData(NotFit):
    """The office has imported no registry."""


@dataclass(frozen=True)
class OwnSearch:
    """The entries that the present period has for one NIK."""

    nik: str
    period: Period
    entries: list[RegistryEntry]


def period(act: Act) -> Period:
    """The period in which searches look now. Raises NoData."""
    found = queries.current(act.by.office or 0)
    if found is None:
        raise NoData("Data belum diimpor untuk kantor ini. Hubungi pengelola sistem.")
    return found


def search_own(act: Act, case: Case) -> OwnSearch:
    """Searches for the applicant of the case, and logs it. Raises what ``of_applicant`` raises."""
    found = of_applicant(act, case)
    log(act, "search_registry", str(found.period.pk), by="applicant", ref=case.ref)
    return found


def of_applicant(act: Act, case: Case) -> OwnSearch:
    """What the present period says of the applicant. Raises NoData, OwnCase, and NotFit for one without a NIK."""
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if not case.applicant.nik:
        raise NotFit("NIK pemohon belum tercatat, jadi belum bisa dicari. Catat dulu NIK-nya di loket.")
    return of_nik(act, case.applicant.nik)


def of_nik(act: Act, nik: str) -> OwnSearch:
    """What the present period says of a NIK of 16 digits. Raises NoData."""
    now = period(act)
    return OwnSearch(nik, now, queries.by_nik(now, nik))


def search(act: Act, words: str) -> list[RegistryEntry]:
    """Searches by NIK, KK number, or a name's beginning. Raises NotFit."""
    now = period(act)
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
