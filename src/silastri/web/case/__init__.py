"""What its applicant sees of a case, and how the applicant mends it; the counter does so for the applicant."""
