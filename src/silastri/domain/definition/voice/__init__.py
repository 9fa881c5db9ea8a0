"""What an office defines of how it hears the public."""
