"""Keeps passphrases, and what citizens typed, out of Django's error reports."""

from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class Discreet(SafeExceptionReporterFilter):
    """Django's own filter hides only what is marked, and nothing while DEBUG is on."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        """Hides all variables: a secret may be in any frame, even in those of libraries."""
        return dict[str, Any]().items()
