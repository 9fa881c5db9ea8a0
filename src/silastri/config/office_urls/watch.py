"""Where offices are watched over."""

from django.urls import URLPattern

WATCH: list[URLPattern] = []
