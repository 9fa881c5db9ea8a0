"""Papers as they are handed in: the same screens for the applicant and for the counter."""
