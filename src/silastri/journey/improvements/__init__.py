"""Acts on what an office changes: it is planned, done with evidence, or dropped with a reason."""
