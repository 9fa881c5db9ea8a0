"""Questions to others inside a case, and their answers."""
