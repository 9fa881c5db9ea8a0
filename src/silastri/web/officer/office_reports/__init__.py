"""The reports that the office hands in."""
