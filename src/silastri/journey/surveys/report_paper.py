"""The report of the survey as a PDF and as a spreadsheet, both from the same figures."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column, Table
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.surveys import reports
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.measures import share
from silastri.domain.refusal import NotThere
from silastri.domain.satisfaction import analysis, questionnaire
from silastri.domain.satisfaction.figures import Figures, comma, exact
from silastri.domain.satisfaction.index import NAMES
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import of_days
from silastri.journey.papers.sheet import example_mark, letterhead

from . import report as journey

_PRINTED_SUGGESTIONS = 30
_GRADED = [Column("NRR", 10), Column("IKM", 10), Column("Mutu", 8), Column("Kinerja", 14)]


class Sheet(NamedTuple):
    content: bytes
    media_type: str
    ending: str


class _Known(NamedTuple):
    report: SurveyReport
    period: Period
    figures: Figures
    at: datetime


def draw(act: Act, key: str) -> bytes:
    """Marked KONSEP until it is approved. Raises NotYours, NotThere."""
    known = _known(act, key)
    report, figures = known.report, known.figures
    definition = offices.definition(report.office)
    is_approved = report.state == SurveyReport.State.APPROVED
    on = offices.today(report.office, report.approved_at if is_approved and report.approved_at else act.at)
    data = {
        "title": f"Laporan Survei Kepuasan Masyarakat {known.period.name}",
        "office": letterhead(definition),
        "mark": example_mark() if is_approved else "KONSEP",
        "draft": not is_approved,
        "name": definition.name,
        "period": known.period.name,
        "days": f"{long_date(report.since)} sampai {long_date(report.until)}",
        "services": ", ".join(one["name"] for one in figures["services"]),
        "warning": analysis.enough(figures),
        "conclusion": analysis.conclusion(known.period.name, figures),
        "analysis": report.analysis.split("\n"),
        "suggestions": figures["suggestions"][:_PRINTED_SUGGESTIONS],
        "questions": [[NAMES[q.element], q.text, list(q.options)] for q in questionnaire.QUESTIONS],
        "place": definition.place,
        "date": long_date(on),
        "head": figures["head"],
        **_numbers(figures),
        **_plans(figures),
    }
    return printer().draw("survey_report", data, at=act.at)


def sheet(act: Act, key: str) -> Sheet:
    """Raises NotYours, NotThere."""
    known = _known(act, key)
    writer, out = spreadsheet(), io.BytesIO()
    writer.write_tables(out, list(_tables(known)))
    return Sheet(out.getvalue(), writer.media_type, writer.ending)


def _known(act: Act, key: str) -> _Known:
    office, wanted = journey.as_reader(act), journey.period_of(key)
    report = reports.of_period(office.pk, wanted.since, wanted.until)
    if report is None:
        raise NotThere("Laporan masa ini belum ada. Buat konsepnya dulu.")
    report.office = office
    log(act, "export_survey_report", f"laporan-skm:{key}")
    return _Known(report, wanted, journey.content(act, report, wanted), act.at)


# On paper


def _numbers(figures: Figures) -> dict[str, Any]:
    whole = figures["all"]
    return {
        "responses": str(figures["responses"]),
        "served": str(figures["served"]),
        "needed": f"{figures['needed']} (Krejcie dan Morgan, galat 5%)"
        if figures["served"]
        else "belum dapat dihitung",
        "all": whole and {name: comma(value) for name, value in whole.items()},
        "why": figures["why"],
        "elements": [[key_of(one), one["name"], str(one["count"]), *_graded(one)] for one in figures["elements"]],
        "by_service": [[one["name"], str(one["responses"]), *_graded(one["all"])] for one in figures["services"]],
        "profile": [
            [
                part["label"],
                [[name, str(count), share.said(count, figures["responses"])] for name, count in part["groups"]],
            ]
            for part in figures["profile"]
        ],
        "trend": [[one["name"], str(one["responses"]), *_graded(one)] for one in figures["trend"]],
        "own": [
            [one["title"], one["all"] and comma(one["all"]["index"]), [_own(row) for row in one["questions"]]]
            for one in figures.get("own", ())
        ],
        "lowest": [NAMES[key] for key in figures["lowest"]],
    }


def _own(row: Figures) -> list[str]:
    return [row["text"], str(row["responses"]), *_graded(row)]


def _plans(figures: Figures) -> dict[str, Any]:
    followed = figures["followed"]
    return {
        "plan": [[one["element"], one["what"], one["when"], one["owner"]] for one in figures["plan"]],
        "followed_name": followed_name(figures),
        "followed": [
            [one["element"], one["what"], one["state"], comma(one["before"]) or "-", comma(one["now"]) or "-",
             one["change"] or "-"]
            for one in followed.get("rows", ())
        ],
    }  # fmt: skip


def key_of(element: Figures) -> str:
    """U1."""
    return str(element["key"]).upper()


def followed_name(figures: Figures) -> str:
    """The name of the period whose plan was followed; empty where there is none."""
    followed = figures["followed"]
    if not followed:
        return ""
    found = of_days(*(date.fromisoformat(followed[end]) for end in ("since", "until")))
    return found.name if found else ""


def _graded(found: Figures | None) -> list[str]:
    if not found or not found["index"]:
        return ["-", "-", "-", "-"]
    return [comma(found["mean"]), comma(found["index"]), found["grade"], found["words"]]


# As a spreadsheet


def _tables(known: _Known) -> Iterator[Table]:
    figures = known.figures
    yield Table("Ringkasan", [Column("Keterangan", 36), Column("Nilai", 60)], _summary(known))
    elements = ([key_of(one), one["name"], one["count"], *_cells(one)] for one in figures["elements"])
    yield Table("Unsur", [Column("Kode", 8), Column("Unsur", 42), Column("Jawaban", 10), *_GRADED], elements)
    services = ([one["name"], one["responses"], *_cells(one["all"])] for one in figures["services"])
    yield Table("Layanan", [Column("Layanan", 60), Column("Jawaban", 10), *_GRADED], services)
    own = (
        [g["title"], one["text"], one["responses"], *_cells(one)]
        for g in figures.get("own", ())
        for one in g["questions"]
    )
    if figures.get("own"):
        yield Table(
            "Tambahan", [Column("Kelompok", 30), Column("Pertanyaan", 60), Column("Jawaban", 10), *_GRADED], own
        )
    profile = ([part["label"], name, count] for part in figures["profile"] for name, count in part["groups"])
    yield Table("Profil", [Column("Tentang", 24), Column("Pilihan", 30), Column("Jawaban", 10)], profile)
    yield Table("Rencana", _PLAN, _plan_rows(figures))


_PLAN = [
    Column("Dari laporan", 22), Column("Unsur", 40), Column("Yang diperbaiki", 60), Column("Waktu", 22),
    Column("Penanggung jawab", 32), Column("Keadaan", 16), Column("Nilai waktu itu", 16), Column("Nilai sekarang", 16),
]  # fmt: skip


def _summary(known: _Known) -> list[list[Cell]]:
    report, figures = known.report, known.figures
    whole = figures["all"] or dict.fromkeys(("mean", "index", "grade", "words"), "")
    return [
        ["Kantor", offices.definition(report.office).name],
        ["Masa", known.period.name],
        ["Keadaan laporan", report.get_state_display()],
        ["Jawaban", figures["responses"]],
        ["Permohonan selesai", figures["served"]],
        ["Jawaban yang dibutuhkan", figures["needed"] if figures["served"] else None],
        ["NRR (SKM)", _decimal(whole["mean"])],
        ["Indeks kepuasan (IKM)", _decimal(whole["index"])],
        ["Mutu", whole["grade"]],
        ["Kinerja", whole["words"]],
        ["Peringatan", analysis.enough(figures)],
        *([one["name"], _decimal(one["index"])] for one in figures["trend"]),
        ["Analisis", report.analysis],
    ]


def _plan_rows(figures: Figures) -> Iterator[list[Cell]]:
    for one in figures["plan"]:
        yield ["Laporan ini", one["element"], one["what"], one["when"], one["owner"], one["state"],
               _decimal(one["before"]), None]  # fmt: skip
    for one in figures["followed"].get("rows", ()):
        yield [followed_name(figures), one["element"], one["what"], one["when"], one["owner"], one["state"],
               _decimal(one["before"]), _decimal(one["now"])]  # fmt: skip


def _cells(found: Figures | None) -> list[Cell]:
    if not found or not found["index"]:
        return [None] * 4
    return [_decimal(found["mean"]), _decimal(found["index"]), found["grade"], found["words"]]


def _decimal(text: str) -> Decimal | None:
    return exact(text) if text else None
