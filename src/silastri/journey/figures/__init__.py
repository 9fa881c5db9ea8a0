"""Figures of the dashboards and of the public page of performance."""
