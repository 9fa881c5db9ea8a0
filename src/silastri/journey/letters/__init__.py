"""Letters after their issue: authenticate, revoke, correct, certify, collect, fall due."""
