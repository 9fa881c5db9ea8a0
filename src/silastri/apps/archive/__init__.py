"""The archive: issued letters and documents of ended cases, their retention, and what was done with them."""
