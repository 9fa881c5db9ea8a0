"""Rights of people over their personal data (UU 27/2022): what is asked, answered and carried out."""
