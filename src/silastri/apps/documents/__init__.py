"""The file locker: each file kept once, under the hash of its content."""
