"""Reports that somebody asked for money, at the desk of those who audit."""
