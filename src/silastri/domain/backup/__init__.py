"""Backups: the key on paper, and when one is due."""
