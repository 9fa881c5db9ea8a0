"""Where evidence is gathered for those who assess the office."""

from django.urls import URLPattern

ASSESSMENTS: list[URLPattern] = []
