"""Certificates of officers, and what their posts ask for."""
