"""One file for each kind of step; signing has a room of its own."""
