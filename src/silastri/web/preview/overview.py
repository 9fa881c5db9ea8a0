"""The first page of a preview: what would run, in words and papers, and what is wrong with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from silastri.domain import worktime
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.words import flow
from silastri.domain.words.telling import told
from silastri.web.guard import Request, public

from . import bar
from .workshop import readable, workshop

Part = tuple[str, list[tuple[int, str]]]


@public
def overview(request: Request) -> HttpResponse:
    bench = workshop()
    reading = bench.state.reading
    found = readable(bench)
    effective = reading.definition.standard.effective if reading.definition else None
    page = {
        "reading": reading,
        "state": bench.state,
        "service": bench.service,
        "parts": _parts(*found) if found else [],
        "drawable": found is not None,
        "is_running_text": found is not None and found[0] is bench.definition,
        "coming": effective if effective and effective > worktime.national_day(request.act.at) else None,
        "steps": _steps(bench.definition, bench.office),
        "papers": bench.plan(),
        "cases": bench.cases(request.act.at),
        "passphrase": bench.passphrase,
    }
    return render(request, "preview/overview.html", page)


@public
def state(request: HttpRequest) -> HttpResponse:
    """The part of an open page that follows the editor's files."""
    return render(
        request,
        "preview/_state.html",
        {"preview": bar.told(request.GET.get("v", ""), is_brief="ringkas" in request.GET)},
    )


def _parts(definition: Definition, office: Office) -> list[Part]:
    """The output of ``silastri standard show`` as headings with lines; empty if the definition cannot be put into
    words."""
    try:
        lines = told(definition, office)
    except Exception:  # a definition with mistakes is shown as far as possible: the findings above say what is wrong
        return []
    parts: list[Part] = [("", [])]
    for line in lines:
        text = line.strip().removeprefix("- ")
        if not line.startswith(" ") and line.endswith(":"):
            parts.append((text.removesuffix(":"), []))
        else:
            parts[-1][1].append((1 if line.startswith("     ") else 0, text))
    return parts


def _steps(definition: Definition | None, office: Office | None) -> list[dict[str, Any]]:
    """The steps to which a practice case can be taken, by the version that runs."""
    steps = definition.sop.steps if definition else ()
    return [
        {"key": step.key, "name": step.name, "who": flow.lane_title(office, step.actor) if office else step.actor}
        for step in steps
    ]
