"""People: applicants and officers, and how they sign in."""
