"""What every request passes besides the guard: where it comes from, how often, on which device, and what is logged."""
