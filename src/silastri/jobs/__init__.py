"""The worker, the server, and what an operator publishes and imports."""
