"""Which provider carries each channel of messages, and what it needs to know, from the environment."""

from collections.abc import Callable
from typing import Any

from . import env, sms_and_email

Chosen = dict[str, Any]
_WHATSAPP = "silastri.adapters.messaging.whatsapp"


def _cloud() -> Chosen:
    return {
        "url": env.text("SILASTRI_WHATSAPP_URL", "https://graph.facebook.com/v25.0"),
        "token": env.needed("SILASTRI_WHATSAPP_TOKEN"),
        "number_id": env.needed("SILASTRI_WHATSAPP_NUMBER_ID"),
        "account_id": env.text("SILASTRI_WHATSAPP_ACCOUNT_ID"),
        "app_secret": env.needed("SILASTRI_WHATSAPP_APP_SECRET"),
        "verify_token": env.needed("SILASTRI_WHATSAPP_VERIFY_TOKEN"),
    }


def _fonnte() -> Chosen:
    return {
        "url": env.text("SILASTRI_WHATSAPP_URL", "https://api.fonnte.com"),
        "token": env.needed("SILASTRI_WHATSAPP_TOKEN"),
        "hook_key": env.needed("SILASTRI_WHATSAPP_HOOK_KEY"),
    }


def _waha() -> Chosen:
    return {
        "url": env.needed("SILASTRI_WHATSAPP_URL"),
        "token": env.needed("SILASTRI_WHATSAPP_TOKEN"),
        "session": env.text("SILASTRI_WHATSAPP_SESSION", "default"),
        "hook_key": env.needed("SILASTRI_WHATSAPP_HOOK_KEY"),
    }


# The short name of each provider, its class, and what it is made with. A dotted path of another class is taken as well.
PROVIDERS: dict[str, dict[str, tuple[str, Callable[[], Chosen]]]] = {
    "whatsapp": {
        "cloud": (f"{_WHATSAPP}.cloud_api.CloudApi", _cloud),
        "fonnte": (f"{_WHATSAPP}.fonnte.Fonnte", _fonnte),
        "waha": (f"{_WHATSAPP}.waha.Waha", _waha),
    },
    "sms": {
        "kannel": ("silastri.adapters.messaging.sms.kannel.Kannel", sms_and_email.kannel),
        "http": ("silastri.adapters.messaging.sms.http.HttpSms", sms_and_email.sms_over_http),
    },
    "email": {"smtp": ("silastri.adapters.messaging.email.smtp.Smtp", sms_and_email.smtp)},
}


def chosen(channel: str, name: str) -> Chosen:
    """The adapter that ``SILASTRI_WHATSAPP``, ``_SMS`` or ``_EMAIL`` names. Raises ImproperlyConfigured."""
    backend, options = PROVIDERS[channel].get(name, (name, dict))
    return {"BACKEND": backend, "OPTIONS": options()}
