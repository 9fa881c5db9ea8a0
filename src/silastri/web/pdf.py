"""A paper as it goes to the browser."""

from django.http import HttpResponse


def pdf(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser; ``name`` is what it is called when it is kept."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name.replace(":", "-")}.pdf"'
    return response
