"""Numbered places: appointments, quotas with their waiting lists, booked days."""
