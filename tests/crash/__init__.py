"""What is left after a process died in the middle, or the other side did: nothing lost, nothing doubled."""
