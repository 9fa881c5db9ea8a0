"""Applications (permohonan): where each stands, its documents, its control card."""
