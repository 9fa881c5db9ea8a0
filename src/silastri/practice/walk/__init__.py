"""Takes one practice case through every step over the web pages, as its people would, and tells what happened."""
