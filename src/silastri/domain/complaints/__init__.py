"""What the law and an office's own rules say of complaints: limits, and which act is possible when."""
