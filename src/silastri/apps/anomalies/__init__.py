"""What looks odd to those who watch over an office, and what they found of it."""
