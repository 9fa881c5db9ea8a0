"""Acts on the archive. The worker brings in what was issued and what ended; the archivist does the rest."""
