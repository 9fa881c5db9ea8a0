"""Where the queue goes."""

from django.urls import URLPattern

QUEUEING: list[URLPattern] = []
