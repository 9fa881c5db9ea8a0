"""Keeps consultations."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from .models import Consultation


def add(**facts: Any) -> Consultation:
    return Consultation.objects.create(**facts)


def forget_people(office_id: int, before: datetime) -> int:
    """Takes away names and telephones of those who came before that moment; how many they were."""
    found = Consultation.objects.filter(~Q(name="") | ~Q(phone=""), office_id=office_id, at__lt=before)
    return found.update(name="", phone="")
