"""Screens and tablets: tied to their use, and let go."""
