"""The letters of the office's services with invented answers, as published, for people who write letter texts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Version
from silastri.domain.case.sample import Filling
from silastri.domain.definition.standard import Standard
from silastri.domain.refusal import NotThere
from silastri.journey.letters import sample_letter
from silastri.journey.papers import picture as pictures
from silastri.web.desk.draft_preview import FILLINGS, filling
from silastri.web.guard import DeskRequest, manager
from silastri.web.pdf import pdf


@dataclass(frozen=True)
class _Shown:
    """The letter on the page, and its kind of answers."""

    version: Version
    standard: Standard
    letter: sample_letter.Sample
    filling: Filling
    path: str


@manager
def letter_texts(request: DeskRequest) -> HttpResponse:
    versions = catalog.in_force(request.desk.office.pk, request.today)
    services = [(version.service, sample_letter.samples(catalog.definition(version.pk))) for version in versions]
    drafts = [draft for draft in catalog.drafts(request.desk.office.pk)[:50] if draft.is_open]
    return render(request, "manager/letter_texts.html", {"services": services, "drafts": drafts})


@manager
def letter_text(request: DeskRequest, slug: str, key: str) -> HttpResponse:
    shown = _shown(request, slug, key)
    page: dict[str, Any] = {
        "shown": shown,
        "slug": slug,
        "fillings": FILLINGS.items(),
        "pages": range(1, pictures.pages(_drawn(request, shown)) + 1),
        "asked": f"?isi={shown.filling}&jalur={shown.path}",
    }
    return render(request, "manager/letter_text.html", page)


@manager
def letter_text_pdf(request: DeskRequest, slug: str, key: str) -> HttpResponse:
    shown = _shown(request, slug, key)
    return pdf(_drawn(request, shown), f"contoh-{slug}-{key}")


@manager
def letter_text_picture(request: DeskRequest, slug: str, key: str, page: int) -> HttpResponse:
    content = _drawn(request, _shown(request, slug, key))
    return HttpResponse(pictures.of_pdf(content, page=page, width=900), content_type="image/webp")


def _drawn(request: DeskRequest, shown: _Shown) -> bytes:
    return sample_letter.draw(
        shown.version, shown.letter.key, filling=shown.filling, path=shown.path, at=request.act.at
    )


def _shown(request: DeskRequest, slug: str, key: str) -> _Shown:
    """Raises NotThere for a service or letter that the office has not; an unknown choice is the usual one."""
    versions = catalog.in_force(request.desk.office.pk, request.today)
    version = next((version for version in versions if version.service.slug == slug), None)
    if version is None:
        raise NotThere("Layanan ini tidak ada di kantor Anda.")
    definition = catalog.definition(version.pk)
    letter = next((one for one in sample_letter.samples(definition) if one.key == key), None)
    if letter is None:
        raise NotThere("Surat ini tidak ada pada layanan ini.")
    paths = [path.key for path in definition.standard.paths]
    path = request.GET.get("jalur", "")
    return _Shown(version, definition.standard, letter, filling(request), path if path in paths else "")
