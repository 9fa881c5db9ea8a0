"""Sends a paper to the browser."""

from django.http import HttpResponse


def pdf(content: bytes, name: str) -> HttpResponse:
    """Shows a PDF in the browser; ``name`` is its name when it is saved."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name.replace(":", "-")}.pdf"'
    return response
