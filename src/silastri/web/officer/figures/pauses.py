"""*Jeda dan pengembalian*: clocks that were stopped and files that were sent back, by officer and reason."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.offices import queries as offices
from silastri.domain.measures import span as spans
from silastri.domain.measures import spoken
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.journey.figures import pauses
from silastri.journey.figures.scope import must_oversee
from silastri.web.guard import DeskRequest, officer


@officer
def figures_pauses(request: DeskRequest) -> HttpResponse:
    """``masa`` names the span of days. Raises NotForYou."""
    seen, office = must_oversee(request.desk), request.desk.office
    chosen = spans.of_key(request.GET.get("masa", ""), request.today)
    of_a_day = OpenMinutes(offices.working_time(office)).of_a_day
    stopped = pauses.pauses(request.act, office, seen, chosen)
    page = {
        "chosen": chosen,
        "choices": [(key, name, key == chosen.key) for key, name in spans.CHOICES.items()],
        "stopped": stopped,
        "groups": [(by, why, count, spoken.length(minutes, of_a_day)) for by, why, count, minutes in stopped.groups],
        "pauses": [(halt, spoken.length(halt.minutes, of_a_day)) for halt in stopped.halts],
        "back": pauses.returns(request.act, office, seen, chosen),
        "most": pauses.MOST,
    }
    return render(request, "officer/figures/pauses.html", page)
