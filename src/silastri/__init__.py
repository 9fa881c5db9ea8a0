"""SILASTRI: the service standard is the program."""
