"""What an office writes down: its standards, procedures and letters, read and proved before they run."""
