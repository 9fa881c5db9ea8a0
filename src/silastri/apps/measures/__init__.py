"""How many cases and steps were done each day, how long they took, and whether promises were kept."""
