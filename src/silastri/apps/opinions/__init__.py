"""What others are asked inside a case, and what they say."""
