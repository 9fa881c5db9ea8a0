"""What became of letters after their issue: revocations, and copies that the office vouched for."""
