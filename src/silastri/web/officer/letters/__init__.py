"""Letters on an officer's desk: signing them, and what is done about them after their issue."""
