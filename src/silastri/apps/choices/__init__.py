"""How officers want to be told of their work."""
