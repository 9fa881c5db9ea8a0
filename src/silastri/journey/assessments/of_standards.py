"""Evidence of what the office promised and has: standards, papers, people, what was measured."""

from datetime import date
from typing import Any

from django.conf import settings

from silastri.apps.competences import queries as competences
from silastri.apps.office_reports import counts
from silastri.apps.offices import queries as offices
from silastri.apps.reviews.models import Review
from silastri.domain.definition.definition import Definition
from silastri.journey.papers import sop as sop_papers
from silastri.journey.papers import standard as papers_of_standard
from silastri.journey.reviews import paper as review_papers

from .looked import Evidence, Looked, Paper, when


def standards(of: Looked) -> Evidence | None:
    papers = tuple(
        Paper(f"standar-{slug}.pdf", lambda one=one: papers_of_standard.pdf(one, of.definition, at=of.act.at))  # type: ignore[misc]
        for slug, _, one in of.services
    )
    return when(of.services, f"{len(of.services)} standar pelayanan diumumkan", ("catalogue",), papers)


def sops(of: Looked) -> Evidence | None:
    papers = tuple(
        Paper(f"sop-{slug}.pdf", lambda one=one: sop_papers.pdf(one, of.definition, at=of.act.at))  # type: ignore[misc]
        for slug, _, one in of.services
    )
    return when(of.services, f"{len(of.services)} SOP dengan bagan alirnya diumumkan", ("catalogue",), papers)


def pledge(of: Looked) -> Evidence | None:
    paper = Paper("maklumat.pdf", lambda: papers_of_standard.pledge(of.definition, at=of.act.at))
    return when(of.services, "Maklumat pelayanan diumumkan", ("pledge_pdf", of.office.slug), (paper,))


def fees(of: Looked) -> Evidence | None:
    rows = [("Layanan", "Biaya")]
    rows += [(name, "; ".join(one["text"] for one in _fee(one, of.last))) for _, name, one in of.services]
    return when(of.services, f"Biaya {len(of.services)} layanan diumumkan", ("catalogue",), table=tuple(rows))


def _fee(definition: Definition, on: date) -> list[dict[str, Any]]:
    return [line if isinstance(line, dict) else {"text": str(line)} for line in papers_of_standard.component(
        definition, "biaya", on)]  # fmt: skip


def site(of: Looked) -> Evidence | None:
    rows = [("Layanan", "Alamat")]
    rows += [(name, f"{settings.SITE_URL}/layanan/{of.office.slug}/{slug}/") for slug, name, _ in of.services]
    said = f"{len(of.services)} layanan punya halaman sendiri di situs"
    return when(of.services, said, ("catalogue",), table=tuple(rows))


def reviews(of: Looked) -> Evidence | None:
    found = list(Review.objects.filter(office=of.office, year=of.year, state="approved").select_related("service"))
    papers = tuple(
        Paper(f"pengukuran-{one.service.slug}.pdf", lambda one=one: review_papers.draw(of.act, one.pk))  # type: ignore[misc]
        for one in found
    )
    return when(
        found and len(found) >= len(of.services),
        f"{len(found)} layanan diukur menurut komponen standarnya",
        ("reviews",),
        papers,
    )


def officers(of: Looked) -> Evidence | None:
    on = min(of.last, offices.today(of.office, of.act.at))
    held = counts.people(of.office.pk, on)
    rows = [(post.title, str(held.get(post.key, 0))) for post in of.definition.posts]
    empty = [title for title, count in rows if count == "0"]
    said = f"{sum(held.values())} petugas dalam {len(held)} jabatan" + (
        f"; kosong: {', '.join(empty)}" if empty else ""
    )
    return when(held, said, table=(("Jabatan", "Petugas"), *rows))


def certificates(of: Looked) -> Evidence | None:
    found = list(competences.in_force(of.office.pk, min(of.last, offices.today(of.office, of.act.at))))
    rows = [(one.person.name, one.name, one.issuer, str(one.expires_on or "tanpa batas")) for one in found]
    head = ("Petugas", "Sertifikat", "Penerbit", "Berlaku sampai")
    return when(found, f"{len(found)} sertifikat petugas berlaku", ("competences",), table=(head, *rows))


def priority(of: Looked) -> Evidence | None:
    queue = of.definition.queue
    counted = counts.queue(of.office.pk, of.first, of.last)
    said = f"Satu dari {queue.priority_one_in} panggilan untuk antrean prioritas; {counted['priority']} nomor prioritas"
    return when(queue.used, said)


def bribes(of: Looked) -> Evidence | None:
    readers = of.definition.bribe_readers
    return when(
        readers.office or readers.posts, "Permintaan uang dapat dilaporkan tanpa nama", ("bribe", of.office.slug)
    )


def ethics(of: Looked) -> Evidence | None:
    lines = [*(of.definition.ethics or ()), *(of.definition.integrity or ())]
    table = tuple((str(line),) for line in lines)
    return when(
        of.definition.ethics and of.definition.integrity, "Kode etik dan pakta integritas diumumkan", (), (), table
    )
