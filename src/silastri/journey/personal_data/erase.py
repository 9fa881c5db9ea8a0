"""Erases of a person what the law lets go, and says what stays and until when: the retention of archives prevails."""

from dataclasses import dataclass
from datetime import date

from silastri.apps.accounts import addresses, sessions
from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.archive import queries as archive
from silastri.apps.audit.operations import log
from silastri.apps.bookings import operations as bookings
from silastri.apps.cases import operations as cases
from silastri.apps.cases import people as cases_of
from silastri.apps.documents import operations as documents
from silastri.apps.offices import queries as offices
from silastri.apps.personal_data import operations as consents
from silastri.apps.personal_data.models import Consent
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.personal_data.notice import HOUSE

_RUNNING = "selama permohonannya berjalan, lalu menurut jadwal retensi arsip"


@dataclass(frozen=True)
class Kept:
    """A case that stays."""

    ref: str
    service: str
    until: str


@dataclass(frozen=True)
class Plan:
    """What can be erased, and what stays."""

    drafts: int
    addresses: int
    account: bool  # the account itself, with name, NIK and number
    kept: tuple[Kept, ...]

    @property
    def told(self) -> list[str]:
        done = [f"{self.drafts} permohonan yang belum dikirim, dengan berkasnya"] * bool(self.drafts)
        done += [f"{self.addresses} alamat lain untuk kabar"] * bool(self.addresses)
        done += ["akun Anda: nama, NIK, nomor, dan kata sandi"] * self.account
        lines = [f"Sudah dihapus: {'; '.join(done)}."] if done else []
        if self.kept:
            lines.append("Yang tetap disimpan karena wajib menurut jadwal retensi arsip (UU Nomor 43 Tahun 2009):")
            lines += [f"- {one.service}, {one.ref}: {one.until}" for one in self.kept]
        return lines or ["Tidak ada data yang bisa dihapus."]


def plan(act: Act, person: Person) -> Plan:
    cases = cases_of.all_of(person.pk)
    today = max((offices.today(one, act.at) for one in {case.office for case in cases}), default=date.min)
    until = archive.kept_until([case.pk for case in cases], today)
    kept = tuple(
        Kept(case.ref, case.service.name, until.get(case.pk, _RUNNING)) for case in cases if case.state != State.DRAFT
    )
    is_officer = bool(offices.desks(person.pk, act.at))
    return Plan(len(cases) - len(kept), len(addresses.of(person)), not kept and not is_officer, kept)


def carry_out(act: Act, person: Person) -> Plan:
    """Needs a transaction."""
    found = plan(act, person)
    for case in cases_of.all_of(person.pk):
        if case.state == State.DRAFT:
            papers = cases_of.papers(case)
            bookings.forget(case)
            cases.discard(case)
            documents.drop(papers, why="dihapus atas permintaan pemilik data", at=act.at)
    for one in addresses.of(person):
        addresses.remove(person, one.pk)
        purpose = Consent.Purpose.TRUSTED if one.whose else Consent.Purpose.EMAIL
        consents.agree(act, person.pk, purpose, edition=str(HOUSE), given=False)
    if found.account:
        sessions.end_all(person)
        accounts.erase(person)
    log(act, "erase_data", str(person.pk), whose=person.pk, drafts=found.drafts, kept=len(found.kept))
    return found
