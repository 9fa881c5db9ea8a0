"""The applicant, or the counter for the applicant: register, fill in, hand in, renew, withdraw."""
