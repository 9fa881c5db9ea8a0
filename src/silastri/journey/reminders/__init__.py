"""What the worker tells officers in time: what is due soon, what is late below them, what waits this morning."""
