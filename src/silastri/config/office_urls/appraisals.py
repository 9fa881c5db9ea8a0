"""Where officers are appraised."""

from django.urls import URLPattern

APPRAISALS: list[URLPattern] = []
