"""Services and the published versions of their standards."""
