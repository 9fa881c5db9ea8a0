"""What stands at the counter for the survey: the tablet, the poster with a QR, sheets of paper."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.journey.papers import survey as papers
from silastri.journey.surveys import tablet as journey
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


@officer
def tablet(request: DeskRequest) -> HttpResponse:
    """Signs the browser out: whoever holds the tablet from now on is a citizen."""
    if request.method != "POST":
        return render(request, "officer/surveys/at_counter.html", {"days": journey.LASTS.days})
    token = journey.token_of(request.desk.office)
    logout(request)
    return redirect("survey_tablet", token)


@officer
def poster(request: DeskRequest) -> HttpResponse:
    return pdf(papers.poster(request.desk.office, at=request.act.at), "poster-survei")


@officer
def sheet(request: DeskRequest) -> HttpResponse:
    return pdf(papers.sheet(request.desk.office, at=request.act.at), "lembar-survei")
