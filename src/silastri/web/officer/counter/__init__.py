"""The counter: people are registered, their applications recorded, and where posts allow it all is done at once."""
