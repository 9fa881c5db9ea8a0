"""Stored files: each is kept once, under the hash of its content."""
