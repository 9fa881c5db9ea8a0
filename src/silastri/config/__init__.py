"""Wires the floors together: settings and root addresses, nothing else."""
