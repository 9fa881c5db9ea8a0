"""Reports that somebody asked for money. Only those who audit the office may read them."""
