"""What happened to letters after their issue: revocations, certified copies and duplicates."""
