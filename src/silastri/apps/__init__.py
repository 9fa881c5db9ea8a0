"""What was recorded: one Django app per area, with models, queries and operations. No HTTP, no network."""
