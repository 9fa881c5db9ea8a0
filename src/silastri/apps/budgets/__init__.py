"""What an office may spend on messages, and what it spent."""
