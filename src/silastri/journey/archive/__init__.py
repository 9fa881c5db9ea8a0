"""Acts on the archive. The worker files issued letters and ended cases; the archivist does everything else."""
