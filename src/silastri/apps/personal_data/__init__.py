"""What people ask about their personal data, and what they agreed to (UU 27/2022)."""
