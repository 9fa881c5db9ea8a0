"""Screens and tablets of an office, each tied to one use."""
