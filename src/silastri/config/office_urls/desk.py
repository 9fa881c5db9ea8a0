"""Where something is handed over, and somebody is advised."""

from django.urls import URLPattern

DESK: list[URLPattern] = []
