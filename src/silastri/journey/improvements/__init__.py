"""What an office changes because of complaints and of the survey."""
