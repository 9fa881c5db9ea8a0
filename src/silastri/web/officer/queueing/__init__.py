"""The queue at the officer's desk."""
