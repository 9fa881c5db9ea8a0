"""What an office changes because of a complaint or of the survey, until it is done."""
