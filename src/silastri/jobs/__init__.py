"""What time and the operator start: the worker, the server, and every command."""
