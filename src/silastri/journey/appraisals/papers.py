"""The papers about officers: an appraisal, a certificate, the letters of a hearing, and who signed the code."""

from datetime import date
from typing import Any

from silastri.adapters.pdf import printer
from silastri.apps.accounts.models import Person
from silastri.apps.appraisals.models import Appraisal, EthicsCase
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.appraisals import points
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import WEEKDAYS
from silastri.domain.refusal import MovedOn, NotThere, NotYours
from silastri.domain.satisfaction.period import Period
from silastri.journey.papers.sheet import example_mark, letterhead

from . import appraise, commit, ethics, facts, people, reward

_DOTS = "........................"


def appraisal(act: Act, pk: int) -> bytes:
    """Raises NotThere."""
    found = appraise.one(act, pk)
    office, said = found.office, found.said
    by, closed = _signer(found.by, found.by_title), _signer(found.closed_by, found.closed_title)
    data = _head(office, "Penilaian Kinerja dan Disiplin", "" if found.state == appraise.State.CLOSED else "KONSEP") | {
        "period": period_name(found.since, found.until),
        "who": [["Nama", found.person.name], *_nip(found.person), ["Jabatan", offices.title(office, found.post)]],
        "aspects": [
            {"title": title, "rows": [_point(point, said) for point in listed]} for title, listed in points.ASPECTS
        ],
        "total": total(found),
        "facts": [list(pair) for pair in facts.in_words(appraise.measured(found))],
        "remark": said.get("remark", ""),
        "answer": found.answer or "",
        "read": long_date(_day(office, found.read_at)) if found.read_at else "",
        "closed": long_date(_day(office, found.closed_at)) if found.closed_at else "",
        "signers": [
            {"role": "Petugas yang dinilai", **_signer(found.person, offices.title(office, found.post))},
            {"role": "Pejabat penilai", **by},
            *([{"role": "Mengesahkan", **closed}] if found.closed_by_id != found.by_id else []),
        ],
        "mark_of_content": appraise.mark(found),
    }
    log(act, "export_appraisal", f"penilaian:{pk}", whose=found.person_id)
    return printer().draw("appraisal", data, at=act.at)


def total(found: Appraisal) -> str:
    """3,5 (Baik); empty while a mark lacks."""
    marks = found.said.get("marks", {})
    if any(point.key not in marks for point in points.POINTS):
        return ""
    tenths = points.tenths(marks)
    return f"{tenths // 10},{tenths % 10} ({points.word(tenths)})"


def period_name(since: date, until: date) -> str:
    return Period(since.year, "s", 1 if until.month <= 6 else 2).name


def certificate(act: Act, pk: int) -> bytes:
    """Piagam Penghargaan. Raises NotThere, and MovedOn for what is not granted."""
    found = reward.one(act, pk)
    if found.state != reward.State.GRANTED or found.decided_on is None:
        raise MovedOn("Piagam ada setelah penghargaan diputuskan.")
    definition = offices.definition(found.office)
    data = _head(found.office, "Piagam Penghargaan") | {
        "name": found.person.name,
        "nip": str(identity.nip(found.person.nip)) if found.person.nip else "",
        "post": offices.title(found.office, found.post),
        "reasons": found.reasons,
        "half": f"Semester {found.half} {found.year}",
        "number": found.number,
        "place": definition.place,
        "date": long_date(found.decided_on),
        "signer": _signer(found.decided_by, found.decided_title),
    }
    log(act, "export_reward", f"penghargaan:{pk}", whose=found.person_id)
    return printer().draw("certificate", data, at=act.at)


def invitation(act: Act, pk: int) -> bytes:
    """The letter that invites to the hearing. Raises NotThere, MovedOn."""
    found = ethics.one(act, pk)
    if found.hearing_on is None:
        raise MovedOn("Tentukan dulu hari dan tempat sidangnya.")
    told = [
        "Anda diminta hadir dalam sidang kode etik untuk didengar keterangannya. Anda boleh membawa catatan dan "
        "menulis pembelaan sebelum perkara ini diputuskan."
    ]
    data = _of_ethics(found, "Surat Panggilan Sidang Kode Etik") | {
        "number": "",
        "told": told,
        "rows": [
            *_about(found),
            ["Hari dan tanggal", _weekday(found.hearing_on)],
            ["Pukul", found.hearing_hour],
            ["Tempat", found.place],
            ["Butir kode etik", found.line],
        ],
        "parts": [],
        "signers": [_the_head(act, found.office)],
        "date": long_date(people.today(act, found.office)),
    }
    return printer().draw("hearing", data, at=act.at)


def minutes(act: Act, pk: int) -> bytes:
    """Berita Acara of the hearing. Raises NotThere, MovedOn."""
    found = ethics.one(act, pk)
    if found.held_on is None:
        raise MovedOn("Sidangnya belum dicatat.")
    parts = [
        {"title": "Yang hadir", "text": found.present or ""},
        {"title": "Dugaan pelanggaran", "text": f"{found.line}\n{found.told}"},
        {"title": "Keterangan petugas", "text": found.said or ""},
    ]
    if found.answer:
        parts.append({"title": "Pembelaan tertulis", "text": found.answer})
    if found.decision:
        parts.append({"title": f"Keputusan: {found.get_decision_display()}", "text": found.reason or ""})
    place, head = offices.definition(found.office).place, _the_head(act, found.office)
    data = _of_ethics(found, "Berita Acara Sidang Kode Etik") | {
        "told": [f"Pada hari {_weekday(found.held_on)}, di {found.place}, {place}, sudah diadakan sidang kode etik."],
        "rows": _about(found),
        "parts": parts,
        "signers": [
            {"role": "Petugas yang didengar", **_signer(found.person, offices.title(found.office, found.post))},
            *_heard_by(found, head["name"]),
            head,
        ],
        "date": long_date(found.held_on),
    }
    return printer().draw("hearing", data, at=act.at)


def commitments(act: Act) -> bytes:
    """The text with all signatures that count. Raises NotYours, NotThere."""
    if not commit.lists(act):
        raise NotYours("Daftar penanda tangan untuk pimpinan dan pengelola kantor.")
    office = people.office_of(act)
    texts, on = commit.texts(office), people.today(act, office)
    if not texts:
        raise NotThere("Kantor ini belum menulis kode etik dan pakta integritas.")
    standing = commit.standing(office, on)
    time = offices.working_time(office)
    data = _head(office, "Kode Etik dan Pakta Integritas") | {
        "ethics": texts.ethics,
        "integrity": texts.integrity,
        "rows": [
            [str(n), one.person.name, one.title, f"{time.local(one.commitment.at):%d-%m-%Y %H.%M}"
             if one.commitment else "belum"]
            for n, one in enumerate(sorted(standing, key=lambda one: one.person.name), start=1)
        ],
        "told": f"Keadaan {long_date(on)}: {sum(bool(one.commitment) for one in standing)} dari {len(standing)} "
        "petugas sudah menandatangani lewat sistem.",
        "digest": texts.digest,
    }  # fmt: skip
    log(act, "export_commitments", "komitmen")
    return printer().draw("commitments", data, at=act.at)


def _head(office: Office, title: str, mark: str = "") -> dict[str, Any]:
    definition = offices.definition(office)
    return {"title": title, "office": letterhead(definition), "mark": mark or example_mark()}


def _of_ethics(found: EthicsCase, title: str) -> dict[str, Any]:
    place = offices.definition(found.office).place
    return _head(found.office, title) | {"place": place, "foot": "Rahasia: hanya untuk yang berkepentingan."}


def _about(found: EthicsCase) -> list[list[str]]:
    person = found.person
    return [["Nama", person.name], *_nip(person), ["Jabatan", offices.title(found.office, found.post)]]


def _heard_by(found: EthicsCase, head: str) -> list[dict[str, str]]:
    """Who wrote the hearing down, where that was not the head, who signs anyway."""
    if found.heard_by is None or found.held_on is None or found.heard_by.name == head:
        return []
    posting = people.posted(found.office, found.held_on).get(found.heard_by.pk)
    title = offices.title(found.office, posting.post) if posting else ""
    return [{"role": "Yang memeriksa", **_signer(found.heard_by, title)}]


def _the_head(act: Act, office: Office) -> dict[str, str]:
    head = people.head(office)
    charge = offices.in_charge(office, head, people.today(act, office))
    return {"role": "Pimpinan kantor", **_signer(charge[0] if charge else None, offices.title(office, head))}


def _signer(person: Person | None, title: str) -> dict[str, str]:
    nip = str(identity.nip(person.nip)) if person and person.nip else ""
    return {"name": person.name if person else _DOTS, "post": title, "nip": nip}


def _nip(person: Person) -> list[list[str]]:
    return [["NIP", str(identity.nip(person.nip))]] if person.nip else []


def _point(point: points.Point, said: dict[str, Any]) -> list[str]:
    mark = said.get("marks", {}).get(point.key)
    told = f"{mark} – {points.MARKS[mark]}" if mark in points.MARKS else "-"
    return [point.title, told, said.get("reasons", {}).get(point.key, "")]


def _day(office: Office, at: Any) -> date:
    return offices.working_time(office).day(at)


def _weekday(on: date) -> str:
    return f"{WEEKDAYS[on.weekday()].capitalize()}, {long_date(on)}"
