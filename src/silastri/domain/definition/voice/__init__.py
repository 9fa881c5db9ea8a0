"""What an office defines of how the public reaches it, and how it is heard."""
