"""What looks odd: one rule a file, with its words and its thresholds."""
