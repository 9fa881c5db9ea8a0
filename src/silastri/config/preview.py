"""The settings of ``silastri standard preview`` only; they add its pages and its bar."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .settings import *  # noqa: F403
from .settings import HOME, LOGGING, TEMPLATES

if not (HOME / "PRATINJAU").exists():
    raise ImproperlyConfigured(f"{HOME} tidak dibuat untuk pratinjau. Mulai dengan: silastri standard preview")

AUTHENTICATION_BACKENDS = ["silastri.web.gate.backends.ByDemoButton"]
PREVIEW_WORKSHOP = "silastri.practice.preview.workshop.WORKSHOP"
ROOT_URLCONF = "silastri.config.preview_urls"
_ENGINE: dict[str, Any] = dict(TEMPLATES[0])
_PROCESSORS = [*_ENGINE["OPTIONS"]["context_processors"], "silastri.web.preview.bar.bar"]
TEMPLATES = [_ENGINE | {"OPTIONS": _ENGINE["OPTIONS"] | {"context_processors": _PROCESSORS}}]
# Cookies do not depend on the port: a real installation on this machine must keep its own.
SESSION_COOKIE_NAME = "silastri_pratinjau"
CSRF_COOKIE_NAME = "silastri_pratinjau_csrf"
WHITENOISE_USE_FINDERS = True  # no files need be collected first
LOGGING = LOGGING | {"loggers": {"django.server": {"level": "ERROR"}, "django.request": {"level": "ERROR"}}}
