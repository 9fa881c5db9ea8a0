"""Applications (permohonan): where each stands, its papers, its control card."""
