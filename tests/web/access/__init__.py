"""Who sees what, what is kept of it, and what is written down."""
