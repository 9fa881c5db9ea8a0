"""Blows at a whole installation: people work by the acts of the product, in processes that die, on a database and a
disk that fail. What somebody was told must be there afterwards, once."""
