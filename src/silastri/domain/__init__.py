"""What is right: rules in plain Python. No Django, no clock, no network, no files."""
