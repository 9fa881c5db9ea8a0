"""What machines ask: whether it lives, and figures of how it does. Nothing is said of anybody."""

import hmac
from contextlib import suppress
from ipaddress import ip_interface

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse

from silastri.journey.office import running, vital_signs
from silastri.web.gate import counts
from silastri.web.gate.address import address_of
from silastri.web.guard import Request, public


@public
def alive(request: Request) -> HttpResponse:
    """200 while the database answers and the worker works; else 503."""
    told: dict[str, bool | None] = {"database": False, "worker": None}
    with suppress(DatabaseError):
        told = {"database": True, "worker": not running.worker_silent(request.act.at)}
    is_well = all(told.values())
    response = JsonResponse({"keadaan": "baik" if is_well else "rusak", **told}, status=200 if is_well else 503)
    response["Cache-Control"] = "no-store"
    return response


@public
def metrics(request: Request) -> HttpResponse:
    """In the text format of Prometheus. For others it is not there."""
    if not _may_read(request):
        raise Http404
    lines = [line for one in vital_signs.figures(request.act.at) for line in one.lines()]
    return HttpResponse("\n".join([*lines, *_requests(), ""]), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read(request: Request) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        return True
    try:
        address = ip_interface(address_of(request)).ip
    except ValueError:
        return False
    return any(address in network for network in settings.METRICS_FROM)


def _requests() -> list[str]:
    answers, seconds = counts.all_together()
    lines = ["# HELP silastri_requests_total Answers by route and code.", "# TYPE silastri_requests_total counter"]
    by_route = dict[str, int]()
    for key, count in sorted(answers.items()):
        route, _, status = key.rpartition(" ")
        by_route[route] = by_route.get(route, 0) + count
        lines.append(f'silastri_requests_total{{route="{route}",code="{status}"}} {count}')
    name = "silastri_request_duration_seconds"
    lines += [f"# HELP {name} How long answers took.", f"# TYPE {name} summary"]
    for route, count in by_route.items():
        lines += [f'{name}_sum{{route="{route}"}} {seconds[route]:.6f}', f'{name}_count{{route="{route}"}} {count}']
    return lines
