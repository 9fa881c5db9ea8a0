"""Duties: what follows from holding a letter, each time it falls due, and what was handed in for it."""
