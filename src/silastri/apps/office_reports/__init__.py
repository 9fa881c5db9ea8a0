"""The reports that an office hands in, and files that are made in the background."""
