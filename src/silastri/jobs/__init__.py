"""What time starts, and what serves: the worker, the server, what is published and imported."""
