"""Where standards are measured once a year."""

from django.urls import URLPattern

REVIEWS: list[URLPattern] = []
