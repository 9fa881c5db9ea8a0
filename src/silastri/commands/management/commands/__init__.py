"""A command that serves no page asks for no system checks: they would import every page first."""
