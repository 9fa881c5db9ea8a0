"""The survey on pages of officers."""
