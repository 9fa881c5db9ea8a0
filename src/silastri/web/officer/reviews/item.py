"""One item a card, for a telephone in the hall: its mark, a note, photos. What is chosen is saved by itself."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.reviews import queries
from silastri.apps.reviews.models import ReviewItem
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.papers import picture
from silastri.journey.reviews import access, judge, paper
from silastri.journey.reviews.judge import JudgedMeanwhile
from silastri.journey.reviews.told import ItemTold
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer

from .forms import ItemForm


@officer
def review_item(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, pk, key)
    form = ItemForm(request.POST, request.FILES)
    by_itself = bool(request.htmx)  # type: ignore[attr-defined]
    if request.FILES and not request.POST.get("nilai"):
        return _photos_alone(request, pk, key, form)
    try:
        kept = tried(form, lambda: _judge(request, pk, key, form))
    except JudgedMeanwhile as refusal:
        if by_itself:
            raise
        return _page(request, pk, key, form=_with_edition(form, pk, key, request), why=str(refusal), status=409)
    if by_itself:
        page = {"item": kept, "form": form}
        response = render(request, "officer/reviews/_kept.html", page, status=200 if kept else 422)
        if kept:
            response["HX-Trigger"] = json.dumps({"asked": {"keys": [], "edition": str(kept.edition)}})
        return response
    if kept is None:
        return _page(request, pk, key, form=form, status=422)
    return _on(request, pk, key)


def _judge(request: DeskRequest, pk: int, key: str, form: ItemForm) -> ReviewItem:
    data = form.cleaned_data
    return judge.judge(
        request.act, pk=pk, key=key, mark=data["nilai"], note=data["catatan"], seen=data["versi"],
        photos=_sent(request),
    )  # fmt: skip


def _sent(request: DeskRequest) -> list[bytes]:
    return [one.read() for one in request.FILES.getlist("foto")]


def _photos_alone(request: DeskRequest, pk: int, key: str, form: ItemForm) -> HttpResponse:
    """Photos that somebody takes before he judges are kept too."""
    sent = _sent(request)
    try:
        judge.add_photos(request.act, pk=pk, key=key, photos=sent)
    except NotFit as refusal:
        form.refuse(NotFit(str(refusal), {"foto": str(refusal)}))
        return _page(request, pk, key, form=form, status=422)
    messages.success(request, f"{len(sent)} foto tersimpan. Nilainya belum dipilih.")
    return redirect("review_item", pk, key)


def _with_edition(form: ItemForm, pk: int, key: str, request: DeskRequest) -> ItemForm:
    """What was chosen, with the edition that is shown now: saved again, it takes the other's place knowingly."""
    item = queries.item(queries.one(pk, office_id=request.desk.office.pk), key)
    data = request.POST.copy()
    data["versi"] = str(item.edition)
    return ItemForm(data)


def _on(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """The next item that nobody has judged: after this one, or else the first."""
    items = queries.items(queries.one(pk, office_id=request.desk.office.pk))
    at = next(n for n, one in enumerate(items) if one.key == key)
    left = [one for one in (*items[at + 1 :], *items[:at]) if not one.mark]
    if left:
        return redirect("review_item", pk, left[0].key)
    messages.success(request, "Semua butir sudah dinilai.")
    return redirect("yearly_review", pk)


def _page(request: DeskRequest, pk: int, key: str, status: int = 200, **shown: Any) -> HttpResponse:
    found = paper.read(request.act, pk)
    items = [one for part in found.components for one in part.items]
    at = next((n for n, one in enumerate(items) if one.item.key == key), None)
    if at is None:
        raise NotThere("Butir ini tidak ada di pengukuran ini.")
    told: ItemTold = items[at]
    item = told.item
    may = found.review.is_open and access.judges(request.desk, found.review)
    first = {"nilai": item.mark, "catatan": item.note, "versi": item.edition}
    page = {
        "one": found.review,
        "told": told,
        "item": item,
        "component": COMPONENTS[item.component],
        "place": at + 1,
        "count": len(items),
        "before": items[at - 1].item if at else None,
        "after": items[at + 1].item if at + 1 < len(items) else None,
        "may": may,
        "photos": list(item.photos.order_by("pk")),
        "form": shown.get("form") or ItemForm(initial=first),
        "why": shown.get("why", ""),
    }
    return render(request, "officer/reviews/item.html", page, status=status)


@officer
def review_photo(request: DeskRequest, pk: int, key: str, file: int) -> HttpResponse:
    """The photo; ``?kecil=ya`` a small one."""
    item = queries.item(queries.one(pk, office_id=request.desk.office.pk), key)
    photo = queries.photo(item, file)
    width = picture.THUMB if request.GET.get("kecil") else picture.WIDTH
    drawn = picture.of_file(photo.file.sha256, page=1, width=width)
    return HttpResponse(drawn, content_type="image/webp")


@officer
def remove_review_photo(request: DeskRequest, pk: int, key: str, file: int) -> HttpResponse:
    if request.method == "POST":
        judge.remove_photo(request.act, pk=pk, key=key, photo=file)
        messages.success(request, "Foto dihapus.")
    return redirect("review_item", pk, key)
