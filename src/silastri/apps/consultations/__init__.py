"""What somebody asked at the counter who filed nothing, and what was answered."""
