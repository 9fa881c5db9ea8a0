"""Those who watch over offices: they read everything, change nothing, and are told what looks odd."""
