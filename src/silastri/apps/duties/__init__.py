"""Duties of holding a letter: each time one falls due, and what was handed in for it."""
