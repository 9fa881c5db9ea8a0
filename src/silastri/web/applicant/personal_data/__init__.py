"""What people see and ask of their own personal data."""
