"""Periods of which an office reports, and indicators by which others assess it."""
