"""Officers appraised."""
