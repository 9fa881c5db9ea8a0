"""Appointments, quotas, and things that are booked for a period."""
