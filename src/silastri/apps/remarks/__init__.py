"""What officers write to each other about a case. The applicant never sees it."""
