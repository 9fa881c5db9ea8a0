"""A preview of a definition that is not published yet: a throw-away installation that follows the editor's files."""
