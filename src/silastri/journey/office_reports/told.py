"""The figures of a report in rows of words, the same on the page, on paper and in the spreadsheet."""

from typing import Any

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.measures import spoken
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.domain.satisfaction.figures import comma

from .figures import Figures

COLUMNS = (
    "Layanan", "Masuk", "Selesai", "Ditolak", "Dibatalkan", "Masih berjalan", "Janji ditepati", "Rata-rata", "Median",
    "Surat", "Penerimaan",
)  # fmt: skip
MONTHS = ("Bulan", "Masuk", "Selesai", "Ditolak", "Dibatalkan", "Janji ditepati", "Rata-rata", "Median")


def rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".") if amount else "-"


def kept(row: Figures) -> str:
    """87,5% (7 dari 8)."""
    return f"{row['percent']} ({row['kept']} dari {row['promised']})" if row["percent"] else "-"


def services(office: Office, figures: Figures) -> list[list[str]]:
    """A row for each service, in the order of COLUMNS; the last is the sum."""
    day = OpenMinutes(offices.working_time(office)).of_a_day
    rows = [*figures["services"], {"name": "Semua layanan"} | figures["all"]]
    return [
        [row["name"], *_ended(row), str(row["running"]), *_times(row, day), str(row["letters"]), rupiah(row["revenue"])]
        for row in rows
    ]


def months(office: Office, figures: Figures) -> list[list[str]]:
    """A row for each month, in the order of MONTHS; none in the report of a month."""
    day = OpenMinutes(offices.working_time(office)).of_a_day
    return [[row["name"], *_ended(row), *_times(row, day)] for row in figures.get("months", ())]


def _ended(row: Figures) -> list[str]:
    return [str(row[name]) for name in ("submitted", "done", "refused", "withdrawn")]


def _times(row: Figures, day: int) -> list[str]:
    return [kept(row), _length(row["mean"], day), _length(row["median"], day)]


def _length(minutes: int | None, day: int) -> str:
    return "-" if minutes is None else spoken.length(minutes, day)


def summary(office: Office, figures: Figures) -> list[tuple[str, str]]:
    whole, day = figures["all"], OpenMinutes(offices.working_time(office)).of_a_day
    found = [
        ("Permohonan masuk", str(whole["submitted"]) if whole["submitted"] else "Nihil"),
        ("Selesai", str(whole["done"])),
        ("Ditolak", str(whole["refused"])),
        ("Masih berjalan", str(whole["running"])),
        ("Janji ditepati", whole["percent"] or "-"),
        ("Rata-rata waktu", _length(whole["mean"], day)),
        ("Surat terbit", str(whole["letters"])),
    ]
    return [*found, ("Penerimaan", rupiah(whole["revenue"]))] if whole["revenue"] else found


def around(figures: Figures) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is told beside the services in reports of a half-year or a year, under headings."""
    if "survey" not in figures:
        return []
    return [
        ("Kepuasan masyarakat (SKM)", _survey(figures["survey"])),
        ("Pengaduan", _complaints(figures["complaints"])),
        ("Antrean dan jadwal", _hall(figures)),
        ("Perbaikan layanan", _improvements(figures["improvements"])),
        ("Petugas menurut jabatan", [(title, f"{count} orang") for title, count in figures["people"]]),
    ]


def _survey(survey: Figures) -> list[tuple[str, str]]:
    whole: dict[str, Any] | None = survey["all"]
    said = f"{comma(whole['index'])}, mutu {whole['grade']} ({whole['words'].lower()})" if whole else survey["why"]
    return [("Jawaban survei", str(survey["responses"])), ("Indeks kepuasan (IKM)", said)]


def _complaints(found: Figures) -> list[tuple[str, str]]:
    return [
        ("Diterima", str(found["received"]) if found["received"] else "Nihil"),
        ("Selesai", str(found["settled"])),
        ("Masih ditangani", str(found["open"])),
        ("Di antaranya lewat batas waktu", str(found["late"])),
        ("Selesai dari semua pengaduan tahun itu", f"{found['percent']}%, target 75%" if found["percent"] else "n/a"),
    ]


def _hall(figures: Figures) -> list[tuple[str, str]]:
    queue, hours = figures["queue"], figures["appointments"]
    rows = [("Nomor antrean diambil", str(queue["tickets"])), ("Dilayani", str(queue["served"]))]
    if queue["served"]:
        rows.append(("Rata-rata menunggu", f"{queue['waited']} menit"))
    rows.append(("Nomor prioritas", str(queue["priority"])))
    if any(hours.values()):
        rows.append(("Jadwal: datang, tidak datang", f"{hours['came']}, {hours['absent']}"))
    return rows if queue["tickets"] or any(hours.values()) else [("Antrean dan jadwal", "tidak dipakai pada masa ini")]


def _improvements(found: Figures) -> list[tuple[str, str]]:
    return [
        ("Direncanakan", str(found["planned"])),
        ("Selesai", str(found["done"])),
        ("Lewat tenggat dan belum selesai", str(found["late"])),
    ]
