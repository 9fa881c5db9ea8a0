"""What the system itself knows of a service's year, beside the items that it concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import queries as complaints
from silastri.apps.measures import queries as measures
from silastri.apps.offices import queries as offices
from silastri.apps.reviews.models import Review, ReviewItem
from silastri.apps.surveys import queries as surveys
from silastri.domain.check import laws
from silastri.domain.definition.letter_text import long_date
from silastri.domain.measures import share
from silastri.domain.review import competence
from silastri.domain.satisfaction import index

from . import register


@dataclass(frozen=True)
class Span:
    """The part of the year that is over on that day."""

    since: date
    until: date


def span(review: Review, today: date) -> Span:
    return Span(date(review.year, 1, 1), min(today, date(review.year, 12, 31)))


def of(review: Review, items: list[ReviewItem], today: date) -> dict[str, str]:
    """By the key of each item of which something is known."""
    over = span(review, today)
    found: dict[str, str] = {}
    said: dict[str, str] = {}
    for item in items:
        if item.component == "dasar_hukum":
            fact = _law(item.text, over.until)
        elif item.component == "kompetensi":
            fact = _competence(review, item.text, over)
        elif item.component in _KNOWN:
            if item.component not in said:
                said[item.component] = _KNOWN[item.component](review, over)
            fact = said[item.component]
        else:
            fact = ""
        if fact:
            found[item.key] = fact
    return found


def _law(text: str, on: date) -> str:
    ended = [law for law in laws.cited(text) if law.since <= on]
    return "; ".join(f"Tidak berlaku lagi sejak {long_date(law.since)}, diganti {law.now}" for law in ended)


def _competence(review: Review, text: str, over: Span) -> str:
    posts = competence.posts_of(catalog.definition(review.version_id))
    having, holders = register.shown_by(review.office, posts, text, over.until)
    return f"{having} dari {holders} petugas punya sertifikat yang diterima untuk ini." if having else ""


def _promise(review: Review, over: Span) -> str:
    one = measures.of_services(review.office_id, over.since, over.until).get(review.service_id)
    if one is None or not one.promised:
        return "Belum ada permohonan yang selesai tahun ini."
    kept = share.said(one.kept, one.promised)
    return f"Ditepati {kept}: {one.kept} dari {one.promised} permohonan yang selesai tahun ini."


def _steps(review: Review, over: Span) -> str:
    sums = measures.of_steps(review.office_id, over.since, over.until, "service_id")
    one = sums.get((review.service_id,))
    if one is None or not one.runs:
        return "Belum ada langkah yang tercatat tahun ini."
    return f"{one.late} dari {one.runs} langkah terlambat, {one.returned} kali dikembalikan ke pemohon."


def _product(review: Review, over: Span) -> str:
    one = measures.of_services(review.office_id, over.since, over.until).get(review.service_id)
    return f"{one.done} permohonan selesai, {one.refused} ditolak tahun ini." if one and one.promised else ""


def _complaints(review: Review, over: Span) -> str:
    settled = complaints.settled_share(review.office_id, review.year, service_id=review.service_id)
    if not settled.received:
        return "Tidak ada pengaduan tentang layanan ini tahun ini."
    return f"{settled.settled} dari {settled.received} pengaduan tentang layanan ini tahun ini selesai."


def _staff(review: Review, over: Span) -> str:
    posts = competence.posts_of(catalog.definition(review.version_id))
    people = {one.person_id for one in offices.in_posts(review.office, posts, over.until) if not one.only_signs}
    return f"{len(people)} orang memegang jabatan yang mengerjakan layanan ini sekarang."


def _survey(review: Review, over: Span) -> str:
    sums = surveys.sums(review.office_id, over.since, over.until, service_id=review.service_id)
    if not sums.responses:
        return "Belum ada jawaban survei untuk layanan ini tahun ini."
    try:
        found = index.index(sums)
    except index.NoIndex:
        return f"{sums.responses} jawaban survei tahun ini, indeks belum dapat dihitung."
    return f"{sums.responses} jawaban survei tahun ini, IKM {_said(found.all.index)} ({found.all.words})."


def _said(value: Decimal) -> str:
    return str(value).replace(".", ",")


_KNOWN: dict[str, Callable[[Review, Span], str]] = {
    "jangka_waktu": _promise,
    "prosedur": _steps,
    "produk": _product,
    "pengaduan": _complaints,
    "jumlah_pelaksana": _staff,
    "evaluasi": _survey,
}
