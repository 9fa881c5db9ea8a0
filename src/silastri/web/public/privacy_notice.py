"""How a service uses personal data, and how an office does: made from what they define."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.personal_data.notice import notice
from silastri.domain.refusal import NotThere
from silastri.web.guard import Request, public


@public
def privacy_notice(request: Request, office: str, slug: str) -> HttpResponse:
    """Of the version in force, or of the one that is asked for: an application keeps the one that it was made by."""
    service = catalog.service(office, slug)
    versions = catalog.versions(service) if service else []
    if service is None or not versions:
        raise NotThere("Layanan ini tidak ada, atau belum dibuka.")
    wanted = request.GET.get("versi", "")
    current = catalog.current(service, offices.today(service.office, request.act.at)) or versions[-1]
    version = next((one for one in versions if str(one.number) == wanted), current)
    made = notice(catalog.definition(version.pk), offices.definition(service.office), version=version.number)
    page = {"service": service, "office": offices.definition(service.office), "notice": made, "version": version}
    return render(request, "public/personal_data/notice.html", page)
