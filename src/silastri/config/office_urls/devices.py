"""Where screens and tablets stand in the hall."""

from django.urls import URLPattern

DEVICES: list[URLPattern] = []
