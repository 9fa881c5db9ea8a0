"""What a superior judges, by which marks, and when a mark needs a reason."""

from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 500  # characters of one reason
LOWEST, LOW, BEST = 1, 2, 4
MARKS = {4: "Sangat baik", 3: "Baik", 2: "Perlu diperbaiki", 1: "Kurang"}


class Point(NamedTuple):
    """One thing that is judged; ``told`` says what to look at."""

    key: str
    title: str
    told: str


PERFORMANCE = (
    Point("mutu", "Mutu pekerjaan", "Teliti, dan jarang harus dibetulkan"),
    Point("tepat_waktu", "Ketepatan waktu", "Langkah selesai sebelum batasnya"),
    Point("pelayanan", "Sikap melayani", "Ramah, adil, dan menjelaskan dengan sabar"),
)
DISCIPLINE = (
    Point("kehadiran", "Kehadiran", "Datang dan pulang pada waktunya, ada saat dibutuhkan"),
    Point("aturan", "Ketaatan pada aturan", "Bekerja menurut SOP dan perintah yang sah"),
    Point("etika", "Etika", "Menjaga kode etik kantor"),
)
ASPECTS = (("Kinerja", PERFORMANCE), ("Disiplin", DISCIPLINE))
POINTS = PERFORMANCE + DISCIPLINE


def wrong(marks: Mapping[str, int], reasons: Mapping[str, str]) -> dict[str, str]:
    """What stops an appraisal from being given, by field: a point is its key, its reason ``alasan_`` and its key."""
    found = {}
    for point in POINTS:
        mark, reason = marks.get(point.key), reasons.get(point.key, "").strip()
        if mark not in MARKS:
            found[point.key] = f"Pilih nilai untuk {point.title.lower()}."
        elif mark <= LOW and not reason:
            found[f"alasan_{point.key}"] = f"Nilai {mark} perlu alasan. Tulis apa yang perlu diperbaiki."
        if len(reason) > LONGEST:
            found[f"alasan_{point.key}"] = f"Terlalu panjang. Paling banyak {LONGEST} huruf."
    return found


def tenths(marks: Mapping[str, int]) -> int:
    """The mean of all points in tenths, rounded half up: 35 is 3,5."""
    given = [marks[point.key] for point in POINTS]
    return (20 * sum(given) + len(given)) // (2 * len(given))


def word(mark_tenths: int) -> str:
    """The word of MARKS that is nearest."""
    return MARKS[max(LOWEST, min(BEST, (mark_tenths + 5) // 10))]
