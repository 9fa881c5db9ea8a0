"""Rights over personal data (UU 27/2022): by when they are answered, and what is told of the use of data."""
