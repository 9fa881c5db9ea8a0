"""The desk at which officers answer citizens."""
