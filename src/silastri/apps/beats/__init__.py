"""Signs of life: when the worker, and each of its duties, ran last."""
