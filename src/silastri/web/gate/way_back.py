"""Where somebody was going before they had to sign in: an address carries it, and only to a page of ours."""

from typing import Any

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

LONGEST = 300


def way_back(request: Any, *, most: int = LONGEST) -> str:
    """The path that the form or the address carries; empty where it is none of ours."""
    target = str(request.POST.get("lanjut") or request.GET.get("lanjut") or "")
    # What begins with no slash would be taken for the name of a page.
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours and len(target) <= most else ""


def second_proof_for(target: str) -> str:
    """The address of the page that asks for the second proof, and leads on to there."""
    return reverse("second_proof") + (f"?{urlencode({'lanjut': target})}" if target else "")


def sign_in_for(target: str) -> str:
    """The address of the sign-in page that leads on to there."""
    return reverse("sign_in") + (f"?{urlencode({'lanjut': target})}" if target else "")
