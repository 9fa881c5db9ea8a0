"""The yearly measurement: what is looked at, and how it is scored."""
