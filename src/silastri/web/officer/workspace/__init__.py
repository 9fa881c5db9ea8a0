"""What stands beside the decision on a case's page: its papers to be looked at, and what matters about it."""
