"""Letters on an officer's desk: signing them, and acts on them after their issue."""
