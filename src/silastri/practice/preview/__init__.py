"""A preview of a definition before it is published: a temporary installation that follows the editor's files."""
