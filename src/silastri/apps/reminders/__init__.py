"""Who was told that a step is due soon, or late."""
