"""Certificates of officers and what posts ask for."""
