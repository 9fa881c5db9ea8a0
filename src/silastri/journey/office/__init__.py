"""What a manager decides for the office: who holds which post, and the key of its letters."""
