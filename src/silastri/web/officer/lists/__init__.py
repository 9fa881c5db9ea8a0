"""The lists of the desk: what is asked for, what is shown, and what is done with several cases at once."""
