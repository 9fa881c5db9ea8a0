"""Places in what holds only so many: appointments, quotas with their waiting lists, booked days."""
