"""Pages of those who watch over offices."""
