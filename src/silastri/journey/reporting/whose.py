"""Whose turn it is with a report: the post, with who holds it today."""

from datetime import date
from typing import Any

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.signed_report import SignedReport, State

from .flow import Flow


def turn(flow: Flow[Any], report: SignedReport, on: date) -> str:
    """Empty where nobody has to do anything any more."""
    if report.state == State.SIGNED:
        return ""
    if report.state == State.SENT_BACK:
        return "penyusun, untuk diperbaiki"
    post = flow.approver(report) if report.state == State.CHECKED else flow.checker(report)
    return of_post(report.office, post, on)


def of_post(office: Office, post: str, on: date) -> str:
    """Ahli Muda (Sari, Budi); a post that nobody holds is said so."""
    names = ", ".join(person.name for person in offices.holders(office, post, on))
    return f"{offices.title(office, post)} ({names or 'belum ada pemegangnya'})"
