"""A case with what it runs by: its dossier, the letters it brings, its way and clock, what people are told of it."""
