"""The yearly measurement, and the competence register."""
