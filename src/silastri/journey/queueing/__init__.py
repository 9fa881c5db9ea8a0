"""The queue of the hall: tickets taken, called, served and ended."""
