"""What a citizen means who writes to the office."""
