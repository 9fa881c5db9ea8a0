"""What an office defines of how it runs: its queue, its reports, those who watch over it."""
