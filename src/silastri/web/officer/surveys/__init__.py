"""The reports of the satisfaction survey."""
