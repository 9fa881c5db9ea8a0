"""Draws the tanda terima, and the list of what is lacking, for applicants who cannot read it on a telephone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.offices import queries as offices
from silastri.apps.surveys.operations import code_of
from silastri.domain import reference
from silastri.domain.case import keys
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.kinds import Kind
from silastri.domain.words import wording
from silastri.journey.case import invite
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead, money, rows


def has_receipt(definition: Definition, runs: list[StepRun]) -> bool:
    """Whether a receipt is due: the documents were complete, or handed in at a counter that checks them at once."""
    return _taken_in(definition, runs) is not None


def _taken_in(definition: Definition, runs: list[StepRun]) -> StepRun | None:
    checks = any(step.kind is Kind.CHECK for step in definition.sop.steps)
    kind = Kind.CHECK if checks else Kind.SUBMIT
    done = (run for run in reversed(runs) if run.outcome == ONWARD and definition.sop.step(run.step).kind is kind)
    return next(done, None)


def receipt(case: Case, *, at: datetime) -> bytes:
    """The tanda terima of a case that has one."""
    dossier = dossier_of(case)
    taken_in = _taken_in(dossier.definition, cases.runs(case))
    assert taken_in
    handed_in = cases.documents(case)
    names = [(r.key, r.label) for r in dossier.definition.standard.requirements]
    data = {
        "heading": "Tanda Terima Permohonan",
        "ref": case.ref,
        "rows": _rows(case, dossier.definition.standard.name, dossier.time.local),
        "papers": [
            {"name": label, "note": f"{handed_in[key].file.pages} halaman"} for key, label in names if key in handed_in
        ],
        "column": "Jumlah",
        "advice": "Simpan tanda terima ini. Bawa saat mengambil surat, bersama KTP.",
        "date": long_date(dossier.time.local(taken_in.left_at)),
        "officer": _hand(case, taken_in),
    }
    return _draw(case, data, at)


def _hand(case: Case, run: StepRun) -> str:
    """The officer at the counter, who signs in their own name although they record the step for somebody else; "" where
    the applicant handed in alone: then nobody has received anything by hand."""
    return run.by.removesuffix(" (mencatatkan)") if run.person_id != case.applicant_id else ""


def slip(case: Case, *, at: datetime) -> bytes:
    """The slip that says that somebody registered, before the documents were checked."""
    dossier = dossier_of(case)
    handed_in = cases.documents(case)
    names = {r.key: r.label for r in dossier.definition.standard.requirements}
    first = cases.runs(case)[0]
    data = {
        "heading": "Bukti Pendaftaran",
        "ref": case.ref,
        "rows": _rows(case, dossier.definition.standard.name, dossier.time.local),
        "papers": [
            {"name": names[key], "note": f"{paper.file.pages} halaman"}
            for key, paper in handed_in.items()
            if key in names
        ],
        "column": "Jumlah",
        "advice": "Simpan bukti ini. Perjalanan permohonan dapat dilihat dengan memindai kode di atas.",
        "date": long_date(dossier.time.local(first.left_at)),
        "officer": _hand(case, first),
    }
    return _draw(case, data, at)


def lacking(case: Case, *, at: datetime) -> bytes:
    """The list of what is missing or wrong in a returned case, to be taken home on paper."""
    dossier = dossier_of(case)
    last = cases.last_said(cases.runs(case))
    names = {r.key: r.label for r in dossier.definition.standard.requirements} | {keys.FORM: "Isian formulir"}
    wrong = [mark for mark in cases.last_marks(case).values() if not mark.is_right]
    data = {
        "heading": "Daftar Kekurangan Berkas",
        "ref": case.ref,
        "rows": _rows(case, dossier.definition.standard.name, dossier.time.local),
        "papers": [{"name": names.get(mark.key, mark.key), "note": mark.reason} for mark in wrong]
        or [{"name": "Catatan petugas", "note": last.told}],
        "column": "Yang perlu diperbaiki",
        "advice": "Lengkapi berkas di atas, lalu bawa kembali ke loket bersama lembar ini. "
        "Waktu layanan berhenti dulu, dan berjalan lagi setelah berkas lengkap.",
        "date": long_date(dossier.time.local(last.left_at)),
        "officer": last.by,
    }
    return _draw(case, data, at, asks_opinion=False)


def _rows(case: Case, service: str, local: Callable[[datetime], datetime]) -> Any:
    time = offices.working_time(case.office)
    due = wording.short_due(case.promise_due_at, time) if case.promise_due_at else "dihitung sejak berkas lengkap"
    return rows(
        [
            ("Nomor pendaftaran", case.ref),
            ("Layanan", service),
            ("Pemohon", case.applicant.name),
            ("Tanggal pengajuan", long_date(local(case.submitted_at or case.created_at))),
            ("Janji selesai", due),
        ]
    )


def _survey(case: Case) -> dict[str, str]:
    """Where whoever keeps the paper may say later how he was served."""
    return {
        "qr": qr.svg(invite.address(case, "qr")),
        "code": reference.in_groups(code_of(case.ref)),
        "address": absolute("survey_code"),
    }


def _draw(case: Case, data: dict[str, object], at: datetime, *, asks_opinion: bool = True) -> bytes:
    office = dossier_of(case).office
    shared = {
        "title": f"{data['heading']} {case.ref}",
        "office": letterhead(office),
        "mark": example_mark(),
        "qr": qr.svg(absolute("track", case.ref)),
        "survey": _survey(case) if asks_opinion else None,
        "place": office.place,
        "money": money(case.office.slug),
        "complain": absolute("complain_short", case.office.slug),
        "complain_qr": qr.svg(absolute("complain_short", case.office.slug)),
    }
    return printer().draw("receipt", data | shared, at=at)
