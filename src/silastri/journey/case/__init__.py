"""A case for the acts: its dossier, its letters, its route and clock, and what people are told of it."""
