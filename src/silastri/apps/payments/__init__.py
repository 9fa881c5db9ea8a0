"""Bills (SKRD) and their payments."""
