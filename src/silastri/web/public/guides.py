"""The pages of the guides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from silastri.domain.refusal import NotThere
from silastri.web import guides
from silastri.web.guard import public


@public
def all_guides(request: HttpRequest) -> HttpResponse:
    found = [(slug, title, guides.guides()[slug].values()) for slug, title in guides.AUDIENCES.items()]
    return render(request, "public/guides.html", {"audiences": found})


@public
def guide(request: HttpRequest, audience: str, slug: str) -> HttpResponse:
    found = guides.guides().get(audience, {}).get(slug)
    if found is None:
        raise NotThere("Panduan ini tidak ada.")
    page = {
        "guide": found,
        "audience": guides.AUDIENCES[audience],
        "text": mark_safe(guides.html(found)),  # noqa: S308 - our own text, and HTML in it is not passed on
        "others": [one for one in guides.guides()[audience].values() if one.slug != slug],
    }
    return render(request, "public/guide.html", page)


@public
def picture(request: HttpRequest, name: str) -> HttpResponse:
    file = {one.stem: one for one in (guides.FOLDER / "gambar").glob("*.webp")}.get(name)
    if file is None:
        raise NotThere("Gambar ini tidak ada.")
    return HttpResponse(
        file.read_bytes(), content_type="image/webp", headers={"Cache-Control": "public, max-age=86400"}
    )
