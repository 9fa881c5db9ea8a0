"""The label differs from the name, since Django has an app with that label already."""

from django.apps import AppConfig


class Messages(AppConfig):
    name = "silastri.apps.messages"
    label = "message"
