"""Draws what hangs on the wall and lies at the counter: a QR for each service, the survey's poster and its sheet."""

from datetime import datetime
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.satisfaction import questionnaire
from silastri.domain.words.called import called
from silastri.domain.words.cost import cost
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead


def service(office: Office, slug: str, *, at: datetime) -> bytes | None:
    """One A4 page with the QR of a service; None where the office does not offer it now."""
    today = offices.today(office, at)
    found = catalog.service(office.slug, slug)
    version = catalog.current(found, today) if found and found.is_offered else None
    if version is None:
        return None
    standard = catalog.definition(version.pk).standard
    place = absolute("service", office.slug, slug)
    data = {
        "qr": qr.svg(place),
        "address": place,
        "name": called(standard),
        "legal": standard.name if called(standard) != standard.name else "",
        "time": "menurut jalur" if any(path.promise for path in standard.paths) else standard.promise.length.told,
        "cost": cost(standard, today).total,
    }
    return _draw("service_poster", office, f"Kode QR {called(standard)}", data, at)


def survey(office: Office, *, at: datetime) -> bytes:
    """One A5 page; it also prints on A4."""
    place = absolute("survey_code")
    data = {"qr": qr.svg(f"{place}?kantor={office.slug}"), "address": place}
    return _draw("survey_poster", office, "Poster survei", data, at)


def sheet(office: Office, *, at: datetime) -> bytes:
    """The questionnaire with the digits by which it is keyed in."""
    own = offices.definition(office).survey.extra
    asked = [(one.text, one.options) for one in questionnaire.QUESTIONS] + [(one.text, one.options) for one in own]
    data = {
        "questions": [{"text": text, "options": list(options)} for text, options in asked],
        "profile": [
            {"name": one.name, "options": [label for _, label in one.options]} for one in questionnaire.PROFILE
        ],
    }
    return _draw("survey_sheet", office, "Survei kepuasan masyarakat", data, at)


def _draw(template: str, office: Office, title: str, data: dict[str, Any], at: datetime) -> bytes:
    shared = {"title": title, "office": letterhead(offices.definition(office)), "mark": example_mark()}
    return printer().draw(template, data | shared, at=at)
