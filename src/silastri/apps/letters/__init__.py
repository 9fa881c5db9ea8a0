"""Letters: registers, numbers, signed files, hand-over."""
