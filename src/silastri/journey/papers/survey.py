"""Draws what stands at the counter for the survey: a poster with a QR, and the sheet to be filled in by hand."""

from datetime import datetime
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.satisfaction import questionnaire
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead


def poster(office: Office, *, at: datetime) -> bytes:
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
