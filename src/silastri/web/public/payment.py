"""The address to which a payment service sends its notices."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from silastri.domain.number import sent_back
from silastri.domain.refusal import Refusal
from silastri.journey.steps import pay
from silastri.web.guard import Request, public
from silastri.web.middleware import status_of

LARGEST = 64 * 1024  # bytes; a real notice has about one thousand


@csrf_exempt
@public
def notice(request: Request) -> HttpResponse:
    """Answers 200 for a bill that is settled, now or before, so that the service stops sending."""
    if request.method != "POST":
        return JsonResponse({"pesan": "Kirim dengan POST."}, status=405)
    if not 0 <= sent_back(request.META.get("CONTENT_LENGTH") or "0") <= LARGEST:
        return JsonResponse({"pesan": "Pemberitahuan terlalu besar."}, status=413)
    if request.content_type != "application/json":  # a form would be read already, and no service sends one
        return JsonResponse({"pesan": "Kirim sebagai JSON."}, status=415)
    try:
        pay.take_notice(request.act, body=request.body, headers=dict(request.headers))
    except Refusal as refusal:
        return JsonResponse({"pesan": str(refusal)}, status=status_of(refusal))
    return JsonResponse({"pesan": "Diterima."})
