"""Its label differs from its name: Django has an app of that label already."""

from django.apps import AppConfig


class Messages(AppConfig):
    name = "silastri.apps.messages"
    label = "message"
