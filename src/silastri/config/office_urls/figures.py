"""Where figures are shown."""

from django.urls import URLPattern

FIGURES: list[URLPattern] = []
