"""The social registry of an office: imported periods, and the people in them."""
