"""The reports that an office hands in: drafted, checked, signed; and long files made in the background."""
