"""What stands over papers of identity when they are shown."""
