"""The applicant registers, fills in, hands in, renews, withdraws; or the counter does it for him."""
