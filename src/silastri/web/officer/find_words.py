"""Searches the papers of a case for words, and shows on which pages they stand."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.journey.papers import search as journey
from silastri.web.guard import DeskRequest, officer

from .case import page, searchable
from .workspace.papers import Sheet


@dataclass(frozen=True)
class Result:
    words: str
    hits: list[tuple[Sheet, int, int, str]]  # the paper, the page, how often, and what stands around
    wordless: list[str]  # the names of photos and scans


@officer
def find_words(request: DeskRequest, ref: str) -> HttpResponse:
    """What is searched is sent by POST and stands in no address: officers search for names and NIK."""
    if request.method != "POST":
        return redirect("desk_case", ref)
    case = cases.case(ref, office=request.desk.office.pk)
    found = _found(request.POST.get("kata", "").strip()[:100], searchable(case))
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pieces/viewer_found.html", {"found": found})
    return page(request, case, found=found)


def _found(words: str, sheets: list[Sheet]) -> Result:
    papers = {sheet.key: sheet for sheet in sheets if sheet.document}
    files = {key: sheet.document.file.sha256 for key, sheet in papers.items() if sheet.document}
    searched = journey.in_files(words, files)
    hits = [(papers[key], hit.page, hit.often, hit.excerpt) for key, hit in searched.hits]
    return Result(words, hits, [papers[key].name for key in searched.wordless])
