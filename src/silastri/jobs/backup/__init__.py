"""Backups: made while people work, restored into an empty home, tried out every week."""
