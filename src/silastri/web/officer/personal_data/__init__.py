"""What officers do for people's rights over their personal data (UU 27/2022)."""
