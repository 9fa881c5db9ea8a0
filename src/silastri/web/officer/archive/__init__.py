"""The archive: its records, and the lists by which they are disposed of."""
