"""Draws the papers of a case and of a service."""
