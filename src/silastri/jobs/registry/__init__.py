"""Imports the operator's export of a social registry into an office."""
