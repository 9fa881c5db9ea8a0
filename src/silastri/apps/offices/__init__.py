"""Offices: their definition, their holidays, who holds which post."""
