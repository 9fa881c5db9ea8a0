"""Letters after their issue: authenticated, revoked, corrected, copied, collected, falling due."""
