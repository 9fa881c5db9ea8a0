"""The yearly measurement of the fourteen components of a standard."""
