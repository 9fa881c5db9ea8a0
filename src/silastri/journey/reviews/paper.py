"""The report of a measurement as a PDF and as a spreadsheet: a draft until the head approves it."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column, Table
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.reviews import queries
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.journey.complaints.book import Sheet
from silastri.journey.improvements.access import desk_of
from silastri.journey.improvements.papers import standing
from silastri.journey.papers import picture
from silastri.journey.papers.sheet import example_mark, letterhead
from silastri.journey.surveys.report import head

from . import told
from .told import ItemTold, Told

MOST_PHOTOS = 24  # in the report; the others are on the page
FORMULA = (
    "Sesuai bernilai 100, Sebagian 50, Tidak 0; yang tidak relevan tidak dihitung. Nilai komponen adalah rata-rata "
    "butirnya, nilai layanan adalah rata-rata komponennya."
)


def read(act: Act, pk: int) -> Told:
    """Raises NotYours, NotThere."""
    office = desk_of(act).office
    review = queries.one(pk, office_id=office.pk)
    return told.tell(review, offices.today(office, act.at), head(office, act))


def said(value: Decimal | None) -> str:
    """87,5; or a dash where nothing counts."""
    return "–" if value is None else str(value).replace(".", ",")


def draw(act: Act, pk: int) -> bytes:
    """Raises NotYours, NotThere."""
    found = read(act, pk)
    log(act, "export_review", f"pengukuran:{pk}")
    review, office = found.review, found.review.office
    definition, time = offices.definition(office), offices.working_time(office)
    ended = time.local(review.approved_at or act.at)
    data = {
        "title": f"Pengukuran Tahunan {review.service.name} {review.year}",
        "office": letterhead(definition),
        "mark": "KONSEP" if review.is_open else example_mark(),
        "service": review.service.name,
        "year": str(review.year),
        "version": f"Versi {review.version.number}, berlaku sejak {long_date(review.version.effective_on)}",
        "team": "; ".join(found.team),
        "days": f"{long_date(time.local(review.begun_at))} sampai {long_date(ended)}",
        "overall": said(found.score.overall),
        "last": f"{said(found.last)} ({found.before.year})" if found.before else "",
        "left": found.score.left,
        "formula": FORMULA,
        "components": [_component(part) for part in found.components],
        "actions": [_action(act, one) for one in found.low],
        "followed_year": str(found.before.year) if found.before else "",
        "followed": [[one["item"], one["what"], one["state"], one["evidence"]] for one in found.followed],
        "photos": _photos(found),
        "place": f"{definition.place}, {long_date(ended)}",
        "head": found.head,
    }
    return printer().draw("review", data, at=act.at)


def _component(part: told.ComponentTold) -> dict[str, Any]:
    return {
        "no": part.no,
        "name": part.name,
        "score": said(part.score),
        "last": said(part.last),
        "items": [[one.item.text, one.item.get_mark_display() or "Belum dinilai", _beside(one)] for one in part.items],
    }


def _beside(one: ItemTold) -> str:
    photos = f"{one.photos} foto" if one.photos else ""
    last = f"Tahun lalu: {one.last}" if one.last and one.last != one.item.get_mark_display() else ""
    fact = one.fact if one.says_it_first else ""
    return "\n".join(part for part in (one.item.note, fact, last, photos) if part)


def _action(act: Act, one: ItemTold) -> list[str]:
    office = one.item.review.office
    today = offices.today(office, act.at)
    planned = [
        f"{a.improvement.what} ({offices.title(office, a.improvement.post)}, "
        f"paling lambat {long_date(a.improvement.due_on)}; {standing(a.improvement, today).lower()})"
        for a in one.actions
    ]
    return [one.item.text, one.item.get_mark_display(), "\n".join(planned) or "Belum ada"]


def _photos(found: Told) -> list[dict[str, Any]]:
    """The photos with what they show, in the order of the standard."""
    shown: list[dict[str, Any]] = []
    for part in found.components:
        for one in part.items:
            for photo in one.item.photos.select_related("file"):
                if len(shown) < MOST_PHOTOS:
                    drawn = picture.of_file(photo.file.sha256, page=1, width=picture.WIDTH)
                    shown.append({"text": one.item.text, "picture": list(drawn)})
    return shown


def sheet(act: Act, pk: int) -> Sheet:
    """Raises NotYours, NotThere."""
    found = read(act, pk)
    log(act, "export_review", f"pengukuran:{pk}")
    today = offices.today(found.review.office, act.at)
    rows: list[tuple[Cell, ...]] = [
        (part.name, one.item.text, one.item.get_mark_display(), one.item.note, one.fact, one.last, one.photos)
        for part in found.components
        for one in part.items
    ]
    scores: list[tuple[Cell, ...]] = [(one.no, one.name, one.score, one.last) for one in found.components]
    scores.append((None, "Nilai layanan", found.score.overall, found.last))
    actions = [_action_row(found, one, action, today) for one in found.low for action in one.actions]
    tables = [
        Table(
            "Nilai",
            (Column("No", 6), Column("Komponen", 44), Column("Nilai", 10), Column("Tahun lalu", 12)),
            scores,
        ),
        Table(
            "Butir",
            (Column("Komponen", 34), Column("Butir", 60), Column("Nilai", 14), Column("Catatan", 50),
             Column("Yang tercatat di sistem", 50), Column("Tahun lalu", 14), Column("Foto", 8)),
            rows,
        ),
        Table(
            "Perbaikan",
            (Column("Butir", 50), Column("Perbaikan", 50), Column("Penanggung jawab", 30), Column("Paling lambat", 14),
             Column("Keadaan", 20)),
            actions,
        ),
    ]  # fmt: skip
    writer, out = spreadsheet(), io.BytesIO()
    writer.write_tables(out, tables)
    return Sheet(out.getvalue(), writer.media_type, writer.ending)


def _action_row(found: Told, one: ItemTold, action: Any, today: date) -> tuple[Cell, ...]:
    plan = action.improvement
    post = offices.title(found.review.office, plan.post)
    return (one.item.text, plan.what, post, plan.due_on, standing(plan, today))
