"""The statements of a step, made once (docs/why/0006)."""
