"""Bills (SKRD) and what was paid on them."""
