"""The yearly measurement of a service: what is looked at, and how it is scored."""
