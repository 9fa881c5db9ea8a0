"""Files that take too long for a page: made in the background, kept for a week."""
