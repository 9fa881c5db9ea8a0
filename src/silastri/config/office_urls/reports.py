"""Where the office reports."""

from django.urls import URLPattern

REPORTS: list[URLPattern] = []
