"""How a complaint comes in from the web, and how its writer follows it."""
