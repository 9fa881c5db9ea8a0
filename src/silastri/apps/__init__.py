"""Keeps the records: one Django app per area, with models, queries and operations. No HTTP, no network."""
