"""The yearly measurement of the fourteen components, and the competence register."""
