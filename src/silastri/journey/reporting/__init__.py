"""How a report goes from its draft to its signature, whatever it is about."""
