"""The archive: issued letters and the files of ended cases, what the retention schedule says of each, what was done."""
