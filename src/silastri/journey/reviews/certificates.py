"""Certificates of officers: each adds his own, and a second person confirms them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.competences import operations, queries
from silastri.apps.competences.models import Certificate
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.case import handed_in
from silastri.journey.improvements.access import as_planner, desk_of, plans

from . import register

LONGEST = 200  # characters of a name
OLDEST = date(1950, 1, 1)


@dataclass(frozen=True)
class Said:
    name: str
    issuer: str
    issued_on: date
    number: str = ""
    expires_on: date | None = None
    covers: Collection[str] = ()


def add(act: Act, *, said: Said, upload: bytes = b"", upload_name: str = "") -> Certificate:
    """One's own. Raises NotYours, NotFit, NotAccepted."""
    office = desk_of(act).office
    today = offices.today(office, act.at)
    known = {one.key for one in register.all_wanted(office, today)}
    if wrong := _wrong(said, today, known):
        raise NotFit(next(iter(wrong.values())), wrong)
    paper = handed_in.tidy(act, upload) if upload else None
    with transaction.atomic():
        made = operations.add(
            office=office,
            person_id=act.by.person,
            name=said.name.strip(),
            issuer=said.issuer.strip(),
            number=said.number.strip(),
            issued_on=said.issued_on,
            expires_on=said.expires_on,
            covers=sorted(said.covers),
            file=handed_in.keep(paper, name=upload_name, at=act.at) if paper else None,
            added_at=act.at,
        )
        log(act, "add_certificate", f"sertifikat:{made.pk}", whose=act.by.person)
    return made


def _wrong(said: Said, today: date, known: set[str]) -> dict[str, str]:
    wrong = {}
    if not said.name.strip():
        wrong["nama"] = "Tulis nama sertifikatnya."
    if not said.issuer.strip():
        wrong["penerbit"] = "Tulis siapa yang menerbitkan."
    if not OLDEST <= said.issued_on <= today:
        wrong["terbit"] = "Tanggal terbit belum tiba, atau terlalu lama."
    if said.expires_on and said.expires_on < said.issued_on:
        wrong["sampai"] = "Tanggal berakhir lebih awal dari tanggal terbit."
    if not set(said.covers) <= known:
        wrong["untuk"] = "Pilih dari daftar yang ada."
    return wrong


@transaction.atomic
def confirm(act: Act, *, pk: int) -> Certificate:
    """Raises NotYours, NotThere, MovedOn."""
    return _decide(act, pk, Certificate.State.CONFIRMED, "")


@transaction.atomic
def refuse(act: Act, *, pk: int, reason: str) -> Certificate:
    """Raises NotYours, NotThere, MovedOn, NotFit."""
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya."})
    return _decide(act, pk, Certificate.State.REFUSED, reason.strip())


def _decide(act: Act, pk: int, state: str, reason: str) -> Certificate:
    office = as_planner(act)
    found = queries.one(pk, office_id=office.pk, lock=True)
    if found.person_id == act.by.person:
        raise NotYours("Sertifikat Anda sendiri diperiksa orang lain.")
    if found.state != Certificate.State.SENT:
        raise MovedOn("Sertifikat ini sudah diperiksa.")
    assert act.by.person
    operations.decide(found, state=state, by=act.by.person, at=act.at, reason=reason)
    if state == Certificate.State.CONFIRMED:
        log(act, "confirm_certificate", f"sertifikat:{pk}", whose=found.person_id)
    else:
        log(act, "refuse_certificate", f"sertifikat:{pk}", whose=found.person_id)
    return found


@transaction.atomic
def remove(act: Act, *, pk: int) -> None:
    """One's own, until it is confirmed. Raises NotYours, NotThere, MovedOn."""
    found = queries.one(pk, office_id=desk_of(act).office.pk, lock=True)
    if found.person_id != act.by.person:
        raise NotYours("Hanya pemiliknya yang bisa menghapus.")
    if found.state == Certificate.State.CONFIRMED:
        raise MovedOn("Sertifikat ini sudah diterima, jadi tidak dihapus lagi.")
    operations.remove(found)
    log(act, "remove_certificate", f"sertifikat:{pk}", whose=act.by.person)


def see(act: Act, pk: int) -> Certificate:
    """One's own, or that of an officer for who confirms. Raises NotYours, NotThere."""
    desk = desk_of(act)
    found = queries.one(pk, office_id=desk.office.pk)
    if found.person_id != act.by.person and not plans(desk):
        raise NotYours("Sertifikat dilihat oleh pemiliknya, pengelola, dan pimpinan kantor.")
    return found


@transaction.atomic
def ask(act: Act, *, post: str, name: str) -> None:
    """Asks for one thing more of a post. Raises NotYours, NotFit."""
    office = as_planner(act)
    wrong = {}
    if offices.definition(office).post(post) is None:
        wrong["jabatan"] = "Pilih jabatan di kantor ini."
    if not name.strip():
        wrong["diminta"] = "Tulis yang diminta, misalnya Diklat PTSP."
    elif len(name.strip()) > LONGEST:
        wrong["diminta"] = f"Paling banyak {LONGEST} huruf."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)
    _, is_new = operations.ask(office=office, post=post, name=name.strip(), added_by_id=act.by.person, added_at=act.at)
    if not is_new:
        raise NotFit("Sudah ada.", {"diminta": "Jabatan ini sudah meminta itu."})
    log(act, "ask_of_post", f"jabatan:{post}")


@transaction.atomic
def ask_no_more(act: Act, *, pk: int) -> None:
    """Raises NotYours, NotThere."""
    office = as_planner(act)
    if not operations.ask_no_more(office.pk, pk):
        raise NotThere("Permintaan ini tidak ada di kantor Anda.")
    log(act, "ask_of_post", f"jabatan:{pk}")
